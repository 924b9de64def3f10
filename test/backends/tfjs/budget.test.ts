import { describe, expect, it } from 'vitest';
import { createBlockEngine } from '../../../src/backends/shared/block-engine.js';
import { traitsWithin, workingBytesOf } from '../../../src/backends/tfjs/budget.js';
import type { EngineTraits } from '../../../src/backends/tfjs/runtime.js';
import { NO_TIMELINE, randomRows, sourceOf } from '../../conformance/vectors.js';
import { kernelsOf } from './opened.js';

const TRAITS: EngineTraits = {
  panelBytes: 2 ** 20,
  intermediateBytes: 2 ** 21,
  scoreBytes: 2 ** 26,
  place: 'host',
  residentBytes: Number.POSITIVE_INFINITY,
  packsProducts: true,
  broadcasts: true,
  poolsColumns: true,
  queued: false,
};

describe('a memory budget', () => {
  it('leaves the work as it is where it can', () => {
    expect(traitsWithin(undefined, TRAITS)).toEqual(TRAITS);
    expect(traitsWithin(2 ** 40, TRAITS)).toEqual(TRAITS);
  });

  it.each([2 ** 28, 2 ** 22, 4000])('of %i bytes gives a quarter of itself to work in progress', (bytes) => {
    expect(workingBytesOf(traitsWithin(bytes, TRAITS))).toBeLessThanOrEqual(bytes / 4);
  });
});

describe('rows and their packed copies', () => {
  const rows = randomRows(600, 16, 1);
  const queries = randomRows(3, 16, 2);
  const bytes = 600 * 17 * 4 * 2;

  it.each([
    [bytes, 'resident'],
    [bytes - 1, 'streamed'],
  ])('of which the engine holds %i bytes are %s, and found alike', async (residentBytes, residence) => {
    const { kernels } = await kernelsOf('wasm', { residentBytes });
    const engine = createBlockEngine(kernels, { threads: 1, timeline: NO_TIMELINE });
    const set = await engine.load(sourceOf(rows), 'l2');
    expect(set.residence).toBe(residence);
    const whole = await kernelsOf('wasm');
    const all = await createBlockEngine(whole.kernels, { threads: 1, timeline: NO_TIMELINE }).load(
      sourceOf(rows),
      'l2',
    );
    expect(await set.knn(queries, 7)).toEqual(await all.knn(queries, 7));
    await engine.close();
    await whole.kernels.close();
  });
});
