import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockSize } from '../../src/backends/shared/block-size.js';
import { type EngineMemory, workingBytes } from '../../src/backends/shared/engine-memory.js';

/** An engine with `copies` copies of each row. */
function memoryOf(copies: number, more: Partial<EngineMemory> = {}): EngineMemory {
  return {
    place: 'host',
    rowBytes: (d) => copies * d * 4,
    workingBytes: 0,
    capacityBytes: Number.POSITIVE_INFINITY,
    ...more,
  };
}
const rows = { n: 1000, d: 25, metric: 'l2', mostRows: Number.POSITIVE_INFINITY } as const;

describe('the block size', () => {
  it.each([
    ['two buffers of the host', undefined, 500],
    ['and a copy that the engine keeps', memoryOf(1), 333],
    ['and two copies', memoryOf(2), 250],
    ['less what work in progress takes', memoryOf(2, { workingBytes: 20_000 }), 200],
    ['and no copy that lies on a device', memoryOf(2, { place: 'device' }), 500],
  ])('of a budget that all rows are just over has room for %s', (_what, memory, expected) => {
    const { rows: got, residence } = blockSize({ ...rows, memoryBytes: 99_999, memory });
    expect(residence).toBe('streamed');
    expect(Math.abs(got - expected)).toBeLessThanOrEqual(1);
  });

  it('is all rows where they and their copies fit', () => {
    const memory = memoryOf(2);
    expect(blockSize({ ...rows, memoryBytes: 300_000, memory })).toEqual({
      rows: 1000,
      residence: 'resident',
    });
    expect(blockSize({ ...rows, memoryBytes: 299_999, memory }).residence).toBe('streamed');
  });

  it('leaves most of a budget to vectors, even one that is smaller than what the engine works with', () => {
    const memory = memoryOf(0, { workingBytes: 2 ** 30 });
    expect(blockSize({ ...rows, memoryBytes: 40_000, memory })).toEqual({ rows: 150, residence: 'streamed' });
  });

  it('is bounded by what the engine holds, with a budget or without', () => {
    const memory = memoryOf(1, { capacityBytes: 5000 });
    expect(blockSize({ ...rows, memory })).toEqual({ rows: 50, residence: 'streamed' });
    expect(blockSize({ ...rows, memory, memoryBytes: 1e9 })).toEqual({ rows: 50, residence: 'streamed' });
  });

  it('never exceeds budget or capacity while a row fits, and is at least a row', () => {
    const size = fc.record({
      n: fc.integer({ min: 1, max: 1e7 }),
      d: fc.integer({ min: 1, max: 5000 }),
      mostRows: fc.integer({ min: 1, max: 1e7 }),
      memoryBytes: fc.integer({ min: 1, max: 2 ** 40 }),
      copies: fc.nat(3),
      capacityBytes: fc.integer({ min: 1, max: 2 ** 40 }),
    });
    fc.assert(
      fc.property(size, ({ copies, capacityBytes, ...asked }) => {
        const atBest = 2 ** 26;
        const working = workingBytes(atBest, asked.memoryBytes);
        const memory = memoryOf(copies, { capacityBytes, workingBytes: working });
        const block = blockSize({ ...asked, metric: 'l2', memory });
        const rowBytes = asked.d * 4;
        const taken =
          block.residence === 'resident'
            ? asked.n * rowBytes * (1 + copies)
            : block.rows * rowBytes * (2 + copies);
        const held = (block.residence === 'resident' ? asked.n : block.rows) * rowBytes * copies;
        expect(block.rows).toBeGreaterThanOrEqual(1);
        expect(block.rows).toBeLessThanOrEqual(Math.min(asked.n, asked.mostRows));
        if (block.rows === 1) return;
        expect(taken + working).toBeLessThanOrEqual(asked.memoryBytes);
        expect(held).toBeLessThanOrEqual(capacityBytes);
      }),
    );
  });
});
