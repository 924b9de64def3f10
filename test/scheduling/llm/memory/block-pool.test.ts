import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockPool, type BlockTable, emptyTable } from '../../../../src/scheduling/llm/memory/block-pool.js';

const numbers = ({ held }: BlockTable) => held.map(({ block }) => block);

describe('BlockPool', () => {
  it('hands out as many blocks as hold the tokens, and no more than it has', () => {
    const pool = new BlockPool(4, 16);
    const table = emptyTable();
    expect(pool.grow(table, 17)).toBe(true);
    expect(numbers(table)).toEqual([0, 1]);
    expect(pool.grow(table, 32)).toBe(true);
    expect(pool.free).toBe(2);
    expect(pool.grow(table, 65)).toBe(false);
    expect(numbers(table)).toEqual([0, 1]);
    expect(pool.grow(table, 64)).toBe(true);
    expect(pool.free).toBe(0);
  });

  it('gives a sequence its beginning back, as far as nobody took it', () => {
    const pool = new BlockPool(5, 16);
    const [table, other] = [emptyTable(), emptyTable()];
    pool.grow(table, 64);
    // 50 positions are 3 full blocks; the fourth is not to be found again.
    pool.release(table, 50);
    // The one that was free before, and then the ends of what was released.
    pool.grow(other, 48);
    expect(numbers(other)).toEqual([4, 3, 2]);
    expect(pool.restore(table, 64)).toBe(32);
    expect(numbers(table)).toEqual([0, 1]);
    expect(pool.free).toBe(0);
  });

  it('leaves at least one position to compute', () => {
    const pool = new BlockPool(2, 16);
    const table = emptyTable();
    pool.grow(table, 32);
    pool.release(table, 32);
    expect(pool.restore(table, 32)).toBe(16);
  });

  it('gives nothing back to who held nothing or lost all', () => {
    const pool = new BlockPool(2, 16);
    const table = emptyTable();
    expect(pool.restore(table, 100)).toBe(0);
    pool.grow(table, 32);
    pool.release(table, 0);
    expect(pool.restore(table, 32)).toBe(0);
    expect(pool.free).toBe(2);
  });

  it('never has a block in two hands, nor loses one', () => {
    const move = fc.record({
      kind: fc.constantFrom('grow' as const, 'release' as const, 'restore' as const),
      table: fc.nat(3),
      tokens: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(move),
        (blocks, blockTokens, moves) => {
          const pool = new BlockPool(blocks, blockTokens);
          const tables = Array.from({ length: 4 }, emptyTable);
          for (const { kind, table: at, tokens } of moves) {
            const table = tables[at];
            if (table === undefined) continue;
            const before = numbers(table);
            const free = pool.free;
            if (kind === 'grow') {
              const grew = pool.grow(table, tokens);
              const needed = Math.ceil(tokens / blockTokens);
              expect(grew).toBe(needed - before.length <= free);
              expect(numbers(table).slice(0, before.length)).toEqual(before);
              if (grew) expect(table.held.length).toBe(Math.max(before.length, needed));
            } else if (kind === 'release') {
              pool.release(table, Math.min(tokens, before.length * blockTokens));
              expect(table.held).toEqual([]);
            } else if (before.length === 0) {
              const restored = pool.restore(table, tokens);
              expect(restored).toBe(table.held.length * blockTokens);
              expect(restored).toBeLessThan(tokens);
            }
            const held = tables.flatMap(numbers);
            expect(new Set(held).size).toBe(held.length);
            expect(pool.free + held.length).toBe(blocks);
            expect(pool.used).toBe(held.length);
          }
        },
      ),
    );
  });
});
