import { describe, expect, it } from 'vitest';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { HOST_ENGINES, open } from './opened.js';

const QUERIES = realRows(5, 24, 9);

describe.each(HOST_ENGINES)('vectors kept by %s', (name) => {
  it('are those of the set asked, though sets of one shape share a kernel', async () => {
    const engine = await open(name);
    const sets = await Promise.all(
      [1, 2].map((seed) => engine.load(sourceOf(realRows(100, 24, seed)), 'l2')),
    );
    const alone = await Promise.all(
      [1, 2].map(async (seed) => {
        const own = await open(name);
        const set = await own.load(sourceOf(realRows(100, 24, seed)), 'l2');
        const distances = await set.distances(QUERIES);
        await own.close();
        return distances;
      }),
    );
    for (const i of [0, 0, 1, 1, 0, 1]) expect(await sets[i]?.distances(QUERIES)).toEqual(alone[i]);
    await engine.close();
  });

  it('answer calls that overlap as they answer one after another', async () => {
    const engine = await open(name);
    const sets = await Promise.all(
      [1, 2].map((seed) => engine.load(sourceOf(realRows(100, 24, seed)), 'l1')),
    );
    const calls = () => [0, 1, 0].map((i) => sets[i]?.knn(QUERIES, 3));
    const inTurn = [];
    for (const i of [0, 1, 0]) inTurn.push(await sets[i]?.knn(QUERIES, 3));
    expect(await Promise.all(calls())).toEqual(inTurn);
    await engine.close();
  });
});

describe('worker threads of webasm', () => {
  it('give the answer of one thread', async () => {
    const rows = realRows(5000, 16, 3);
    const queries = realRows(9, 16, 4);
    const answers = [];
    for (const threads of [1, 2]) {
      const engine = await open('webasm', { threads });
      expect(engine.identity.threads).toBe(threads);
      const set = await engine.load(sourceOf(rows), 'cosine');
      // The second call finds the rows where the first one left them.
      answers.push(await set.knn(queries, 7), await set.knn(queries, 7));
      await engine.close();
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
