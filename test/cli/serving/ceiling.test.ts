import { describe, expect, it } from 'vitest';
import { generatorCeiling } from '../../../src/cli/serving/ceiling.js';
import type { ServingRow } from '../../../src/suites/serving/row.js';
import { rowAt } from '../../suites/serving/rows.js';

const never = new AbortController().signal;

function ceilingOf(load: (rate: number) => Partial<ServingRow>) {
  const sent: number[] = [];
  const row = generatorCeiling(async ({ rate }) => {
    sent.push(rate ?? 0);
    return rowAt(rate ?? 0, 1e6, load(rate ?? 0));
  }, never);
  return row.then((result) => ({ result, sent }));
}

describe("the generator's own ceiling", () => {
  it('is the highest rate that was kept, with what ended the search', async () => {
    const late = { status: 'invalid', reason: 'requests left 9 ms late' } as const;
    const { result, sent } = await ceilingOf((rate) => (rate > 4000 ? late : {}));
    expect(sent).toEqual([1000, 2000, 4000, 8000]);
    expect(result).toMatchObject({
      rate: 4000,
      status: 'ok',
      reason: '8000/s was too much: requests left 9 ms late',
    });
  });

  it('ends where answers stay behind, and where nobody asks for more', async () => {
    const slow = await ceilingOf((rate) => ({ throughputRps: Math.min(rate, 1700) }));
    expect(slow.result).toMatchObject({ rate: 1000, reason: '2000/s was too much: 1700/s were answered' });
    const { result, sent } = await ceilingOf(() => ({}));
    expect(sent.at(-1)).toBe(16_000);
    expect(result).toMatchObject({ rate: 16_000, status: 'ok', reason: null });
  });

  it('is looked for below where a busy host does not keep the first rate', async () => {
    const { result, sent } = await ceilingOf((rate) => (rate > 300 ? { throughputRps: 300 } : {}));
    expect(sent).toEqual([1000, 500, 250]);
    expect(result).toMatchObject({
      rate: 250,
      status: 'ok',
      reason: '500/s was too much: 300/s were answered',
    });
  });

  it('is invalid where not even the least rate was kept', async () => {
    const { result } = await ceilingOf(() => ({ throughputRps: 10 }));
    expect(result).toMatchObject({
      rate: 125,
      status: 'invalid',
      reason: '125/s was too much: 10/s were answered',
    });
  });
});
