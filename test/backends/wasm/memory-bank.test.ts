import { describe, expect, it } from 'vitest';
import type { Arena } from '../../../src/backends/wasm/memory/arena.js';
import { MemoryBank } from '../../../src/backends/wasm/memory/memory-bank.js';
import { OutOfMemoryError } from '../../../src/backends/wasm/memory/out-of-memory-error.js';

const MIB = 2 ** 20;
/** Floats of a mebibyte. */
const MIB_FLOATS = MIB / 4;

function opened(mostMib: number, arenaMib: number) {
  const arenas: Arena[] = [];
  const limits = { mostBytes: mostMib * MIB, arenaBytes: arenaMib * MIB, workingBytes: MIB };
  const bank = new MemoryBank((arena) => arenas.push(arena), limits);
  return { bank, arenas };
}

/** Lets what a job of the event loop has seen be collected. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('a memory bank', () => {
  it('hands out rows that a block is made of where they are', () => {
    const { bank } = opened(100, 50);
    const rows = bank.allocate(1000);
    const part = rows.subarray(12, 512);
    const held = bank.hold(part, 500);
    rows[12] = 7;
    expect(held.arena.floats(held.address, 500)[0]).toBe(7);
    bank.letGo(held);
  });

  it('copies rows that lie elsewhere, and frees the copy with its block', () => {
    const { bank } = opened(100, 50);
    const held = bank.hold(Float32Array.of(1, 2, 3), 3);
    expect([...held.arena.floats(held.address, 3)]).toEqual([1, 2, 3]);
    const free = bank.freeBytes;
    bank.letGo(held);
    expect(bank.freeBytes).toBe(free + 64);
  });

  it('keeps rows while an array or a block holds them, and reuses their memory after', async () => {
    const { bank, arenas } = opened(100, 40);
    for (let round = 0; round < 50; round++) {
      const held = bank.hold(bank.allocate(20 * MIB_FLOATS), 20 * MIB_FLOATS);
      await nextTurn();
      held.arena.floats(held.address, 1)[0] = round;
      bank.letGo(held);
    }
    // A block of 20 of 39 MiB fits once: the others came where it had been.
    expect(arenas.length).toBeLessThanOrEqual(2);
    expect(bank.heldBytes).toBeLessThanOrEqual(80 * MIB);
  });

  it('never gives memory away under an array', async () => {
    const { bank } = opened(200, 40);
    const kept = bank.allocate(10 * MIB_FLOATS).fill(1);
    for (let round = 0; round < 20; round++) {
      bank.allocate(10 * MIB_FLOATS).fill(2);
      await nextTurn();
    }
    expect(kept.every((value) => value === 1)).toBe(true);
  });

  it('opens another memory where one is full', () => {
    const { bank, arenas } = opened(200, 30);
    const all = Array.from({ length: 3 }, () => bank.allocate(20 * MIB_FLOATS));
    expect(new Set(all.map(({ buffer }) => buffer)).size).toBe(3);
    expect(arenas.length).toBe(3);
  });

  it('says in one line that it has no more', () => {
    const { bank } = opened(64, 40);
    const kept = [bank.allocate(20 * MIB_FLOATS), bank.allocate(8 * MIB_FLOATS)];
    const more = () => bank.allocate(35 * MIB_FLOATS);
    expect(more).toThrow(OutOfMemoryError);
    expect(more).toThrow(
      /^expected 36 MiB more of WebAssembly memory, but \d+ of at most 64 MiB are in use; lower --memory so that vectors are streamed$/,
    );
    expect(kept.length).toBe(2);
  });

  it('says so of what no memory can hold', () => {
    const { bank } = opened(1000, 40);
    expect(() => bank.allocate(50 * MIB_FLOATS)).toThrow(/one memory holds 39 MiB of rows at most/);
  });
});
