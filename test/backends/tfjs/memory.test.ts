import { describe, expect, it } from 'vitest';
import { randomRows } from '../../conformance/vectors.js';
import { EVERY_ENGINE_AND_METRIC, kernelsOf } from './opened.js';

const ROWS = randomRows(2000, 64, 5);
const QUERIES = randomRows(16, 64, 6);

describe.each(EVERY_ENGINE_AND_METRIC)('on %s, by %s', (engine, metric) => {
  it('twenty searches leave no tensor and no byte behind', async () => {
    const { tf, kernels } = await kernelsOf(engine);
    const block = await kernels.upload(ROWS, metric);
    await kernels.topK(block, QUERIES, 26);
    const before = tf.memory();
    for (let call = 0; call < 20; call++) {
      await kernels.topK(block, QUERIES, 26);
      await kernels.distances(block, QUERIES);
      await kernels.rowDistances(QUERIES, QUERIES, metric);
    }
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
    await kernels.free(block);
  });

  it('twenty blocks loaded and freed leave nothing behind', async () => {
    const { tf, kernels } = await kernelsOf(engine);
    const before = tf.memory();
    for (let call = 0; call < 20; call++) await kernels.free(await kernels.upload(ROWS, metric));
    await kernels.upload(ROWS, metric);
    await kernels.close();
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });
});

it('the WebAssembly heap stops growing, packed copies of blocks included', async () => {
  const { tf, kernels } = await kernelsOf('wasm');
  const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  const cycle = async () => {
    const block = await kernels.upload(ROWS, 'l2');
    await kernels.topK(block, QUERIES, 26);
    await kernels.free(block);
  };
  for (let i = 0; i < 5; i++) await cycle();
  const settled = heap();
  // Forty cycles would leak forty times one and a half MiB if either copy of a block stayed.
  for (let i = 0; i < 40; i++) await cycle();
  expect(heap() - settled).toBeLessThan(8 * 2 ** 20);
});
