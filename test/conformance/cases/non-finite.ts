import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/backends/backend.js';
import { NonFiniteError } from '../../../src/backends/shared/errors.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

const ROW = 17;
const COLUMN = 2;

function spoilt(value: number): Rows {
  const rows = realRows(20, 3, 1);
  rows.data[ROW * rows.d + COLUMN] = value;
  return rows;
}

export function nonFiniteCases(under: EngineUnderTest): void {
  describe.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d', (value) => {
    const engine = openedEngine(under);
    const good = realRows(20, 3, 2);
    const refusal = expect.objectContaining({ name: NonFiniteError.name, row: ROW, column: COLUMN, value });

    it('is refused in vectors, with its place', async () => {
      const whole = async () => {
        const set = await engine().load(sourceOf(spoilt(value)), 'l2');
        await set.knn(good, 3);
      };
      await expect(whole()).rejects.toEqual(refusal);
    });

    it('is refused in queries, with its place', async () => {
      const set = await engine().load(sourceOf(good), 'cosine');
      await expect(set.knn(spoilt(value), 3)).rejects.toEqual(refusal);
      await expect(set.distances(spoilt(value))).rejects.toEqual(refusal);
      await set.free();
    });

    it('is refused in rows to compare, with its place', async () => {
      await expect(engine().rowDistances(good, spoilt(value), 'l1')).rejects.toEqual(refusal);
      await expect(engine().rowDistances(spoilt(value), good, 'dot')).rejects.toEqual(refusal);
    });
  });
}
