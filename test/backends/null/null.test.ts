import { describe, expect, it } from 'vitest';
import { backend } from '../../../src/backends/null/index.js';
import { NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';

describe('the null backend', () => {
  it('answers in the right shape with nothing in it', async () => {
    const engine = await backend.open({ threads: 1, timeline: NO_TIMELINE });
    const set = await engine.load(sourceOf(realRows(7, 3, 1)), 'l2');
    expect(await set.knn(realRows(2, 3, 2), 10)).toEqual({
      queries: 2,
      k: 7,
      ids: new Int32Array(14),
      distances: new Float64Array(14),
    });
    expect(await set.distances(realRows(2, 3, 2))).toEqual(new Float32Array(14));
    expect(await engine.rowDistances(realRows(4, 3, 1), realRows(4, 3, 2), 'l1')).toEqual(
      new Float32Array(4),
    );
  });

  it('reads no vectors', async () => {
    const engine = await backend.open({ threads: 1, timeline: NO_TIMELINE });
    const unreadable = {
      ...sourceOf(realRows(7, 3, 1)),
      read: () => Promise.reject(new Error('must not be read')),
    };
    const set = await engine.load(unreadable, 'l2');
    expect((await set.knn(realRows(1, 3, 2), 1)).k).toBe(1);
  });

  it('has no engine but its own', async () => {
    const asked = { engine: 'other', threads: 1, timeline: NO_TIMELINE };
    await expect(backend.open(asked)).rejects.toMatchObject({ name: 'UnavailableError' });
    expect((await backend.probe('other')).state).toBe('unavailable');
  });
});
