import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BatchCostEstimate } from '../../../src/serving/batching/batch-cost.js';

it('finds base and slope of batches that lie on a line', () => {
  const times = fc.double({ min: 0, max: 500, noNaN: true });
  fc.assert(
    fc.property(
      times,
      times,
      fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 30 }),
      (base, per, sizes) => {
        const estimate = new BatchCostEstimate();
        for (const size of [1, 5, ...sizes]) estimate.add(size, base + per * size);
        const cost = estimate.get();
        // Batches of one size only, for long, leave nothing to tell them by.
        if (cost === undefined) return;
        expect(cost.baseMs).toBeCloseTo(base, 4);
        expect(cost.perRequestMs).toBeCloseTo(per, 4);
      },
    ),
  );
});

it('knows nothing of batches of one size', () => {
  const estimate = new BatchCostEstimate();
  expect(estimate.get()).toBeUndefined();
  for (let i = 0; i < 5; i++) estimate.add(1, 80);
  expect(estimate.get()).toBeUndefined();
});

it('says of neither part that it is negative', () => {
  const falling = new BatchCostEstimate();
  falling.add(1, 100);
  falling.add(9, 20);
  expect(falling.get()?.perRequestMs).toBe(0);
  const steep = new BatchCostEstimate();
  steep.add(1, 1);
  steep.add(9, 900);
  expect(steep.get()?.baseMs).toBeCloseTo(0, 9);
});
