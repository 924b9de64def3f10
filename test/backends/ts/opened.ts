import { onTestFinished } from 'vitest';
import type { Engine, Metric, Neighbours, Rows } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/ts/index.js';
import { NO_TIMELINE, sourceOf } from '../../conformance/vectors.js';

/** An engine that is closed when the test ends. */
export async function openEngine(threads = 1): Promise<Engine> {
  const engine = await backend.open({ threads, timeline: NO_TIMELINE });
  onTestFinished(() => engine.close());
  return engine;
}

export async function nearest(
  engine: Engine,
  base: Rows,
  metric: Metric,
  queries: Rows,
  k: number,
): Promise<Neighbours> {
  const set = await engine.load(sourceOf(base), metric);
  const answer = await set.knn(queries, k);
  await set.free();
  return answer;
}
