import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearestHeaps } from '../../../src/backends/ts/kernels/nearest-heaps.js';

function heapsOf(queries: number, capacity: number): NearestHeaps {
  const length = queries * capacity;
  return new NearestHeaps(
    capacity,
    new Float64Array(length),
    new Int32Array(length),
    new Int32Array(queries),
  );
}

function kept(heaps: NearestHeaps, query: number): [number, number][] {
  const start = query * heaps.capacity;
  return Array.from({ length: heaps.sizes[query] ?? 0 }, (_, i): [number, number] => [
    heaps.values[start + i] ?? Number.NaN,
    heaps.ids[start + i] ?? -1,
  ]).sort(byValueThenId);
}

function byValueThenId(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}

// Few values, so that many are equal.
const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
const capacities = fc.integer({ min: 1, max: 12 });

describe('heaps of the nearest', () => {
  it('keep the smallest pairs, ties by the smaller id, and tell the worst of them', () => {
    fc.assert(
      fc.property(values, capacities, (run, capacity) => {
        const heaps = heapsOf(2, capacity);
        for (const [id, value] of run.entries()) heaps.offer(1, value, id);
        const sorted = run.map((value, id): [number, number] => [value, id]).sort(byValueThenId);
        expect(kept(heaps, 1)).toEqual(sorted.slice(0, capacity));
        expect(kept(heaps, 0)).toEqual([]);
        const worst = sorted[capacity - 1]?.[0] ?? Number.POSITIVE_INFINITY;
        expect(heaps.worst(1)).toBe(worst);
      }),
    );
  });

  it('keep the same of a run as of its pairs one by one, in any order', () => {
    fc.assert(
      fc.property(values, capacities, (run, capacity) => {
        const together = heapsOf(1, capacity);
        together.offerRun(0, Float64Array.from(run), run.length, 100);
        const backwards = heapsOf(1, capacity);
        for (let id = run.length - 1; id >= 0; id--) backwards.offer(0, run[id] ?? 0, 100 + id);
        expect(kept(together, 0)).toEqual(kept(backwards, 0));
      }),
    );
  });

  it('keep the same of parts merged as of the whole', () => {
    fc.assert(
      fc.property(values, values, capacities, (left, right, capacity) => {
        const whole = heapsOf(1, capacity);
        const parts = [heapsOf(1, capacity), heapsOf(1, capacity)] as const;
        for (const [id, value] of left.entries()) parts[0].offer(0, value, id);
        for (const [id, value] of right.entries()) parts[1].offer(0, value, left.length + id);
        whole.offerRun(0, Float64Array.from([...left, ...right]), left.length + right.length, 0);
        parts[0].merge(parts[1]);
        expect(kept(parts[0], 0)).toEqual(kept(whole, 0));
      }),
    );
  });
});
