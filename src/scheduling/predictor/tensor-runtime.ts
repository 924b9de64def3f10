import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

export type Tf = typeof import('@tensorflow/tfjs-core');

const WASM = '@tensorflow/tfjs-backend-wasm';

/** From this many rows on the products outweigh the calls into WebAssembly: measured, 0.5 to 0.9 ms a step at 8 rows, 4.2 to 1.4 at 128. */
const WASM_ROWS = 32;

/** TensorFlow.js with the backend that trains fastest in batches of `rows`. */
export async function tensorRuntime(rows: number): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core');
  // Banners go to the console unless the flag is set before a backend is there.
  tf.env().set('PROD', true);
  if (rows < WASM_ROWS) {
    await import('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
  } else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const entry = createRequire(import.meta.url).resolve(`${WASM}/package.json`);
    setWasmPaths(join(dirname(entry), 'wasm-out') + sep);
    await tf.setBackend('wasm');
  }
  await tf.ready();
  return tf;
}
