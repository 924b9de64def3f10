import { expect } from 'vitest';
import type { Metric, Neighbours, Precision, Rows } from '../../src/backends/backend.js';
import { answerOf, trueOrder } from './truth.js';

interface Asked {
  readonly metric: Metric;
  readonly base: Rows;
  readonly queries: Rows;
  readonly k: number;
}

/**
 * An answer is right when its rows are different ones, their distances are the true ones in float64, they come nearest
 * first with ties by the smaller id, and the i-th is no farther than the true i-th by more than selection may err.
 */
export function expectNearest(answer: Neighbours, asked: Asked, precision: Precision): void {
  const { metric, base, queries } = asked;
  const k = Math.min(asked.k, base.n);
  expect({ queries: answer.queries, k: answer.k }).toEqual({ queries: queries.n, k });
  expect([answer.ids.length, answer.distances.length]).toEqual([queries.n * k, queries.n * k]);
  const wrong: string[] = [];
  for (let query = 0; query < queries.n; query++) {
    const { ids, distances } = answerOf(answer, query);
    const order = trueOrder(metric, base, queries, query);
    const truths = new Map(order.map((truth) => [truth.id, truth]));
    if (new Set(ids).size < k) wrong.push(`query ${query}: some row comes twice in ${ids}`);
    for (const [i, id] of ids.entries()) {
      const distance = distances[i] ?? Number.NaN;
      const say = (what: string) =>
        wrong.push(`query ${query}, neighbour ${i}, row ${id} at ${distance}: ${what}`);
      const truth = truths.get(id);
      const nearest = order[i];
      if (truth === undefined || nearest === undefined) {
        say('there is no such row');
        continue;
      }
      if (!(Math.abs(distance - truth.distance) <= truth.tolerance('float64')))
        say(`is at ${truth.distance}`);
      const selection = truth.tolerance(precision) + nearest.tolerance(precision);
      if (truth.distance - nearest.distance > selection)
        say(`row ${nearest.id} at ${nearest.distance} is nearer`);
      const previous = distances[i - 1] ?? Number.NEGATIVE_INFINITY;
      if (previous > distance) say('a farther one comes before it');
      if (previous === distance && (ids[i - 1] ?? id) > id)
        say('one equally far with a larger id comes before it');
    }
  }
  expect(wrong).toEqual([]);
}

/** Where every precision is exact there is one right answer. */
export function expectExactly(answer: Neighbours, asked: Asked): void {
  const { metric, base, queries } = asked;
  const k = Math.min(asked.k, base.n);
  const want = Array.from({ length: queries.n }, (_, query) =>
    trueOrder(metric, base, queries, query)
      .slice(0, k)
      .map(({ id }) => id),
  );
  expect(Array.from({ length: queries.n }, (_, query) => answerOf(answer, query).ids)).toEqual(want);
}
