import type { EngineName } from '../engine-names.js';
import { nearestModel } from '../graphs.js';
import { loadRuntime, sessionOptions } from '../runtime.js';

/**
 * Has a provider find the nearest of a few rows. All of it runs there, or the session is refused.
 * @throws Error when ONNX Runtime does not load, the provider does not start, or the answer is wrong
 */
export async function checkProvider(engine: EngineName): Promise<void> {
  const ort = await loadRuntime();
  const rows = { n: 3, width: 2, data: Float32Array.of(1, 0, 0, 2, -1, 1) };
  const session = await ort.InferenceSession.create(nearestModel(rows), sessionOptions(engine, 1));
  const feeds = {
    queries: new ort.Tensor('float32', Float32Array.of(1, 2), [1, 2]),
    count: new ort.Tensor('int64', BigInt64Array.of(2n), [1]),
  };
  const { best, ids } = await session.run(feeds, ['best', 'ids']);
  await session.release();
  const found = `${ids?.data.join(' ')} at ${best?.data.join(' ')}`;
  if (found !== '1 0 at 4 1') throw new Error(`it computes wrongly: expected rows 1 0 at 4 1, got ${found}`);
}
