import type { CeilingLoops } from '../backend.js';
import type { Binding, EngineHandle } from './binding.js';
import { largeArray } from './large-array.js';

/** Beyond the caches of most processors: what a few keep of it in between is little. */
const READ_BYTES = 2 ** 29;

/** Some ten milliseconds' work for each thread, of an instruction set of any width. */
const ROUNDS = 5_000_000;

/** What bounds the kernels of an engine, on all its threads. */
export function nativeCeilingLoops(binding: Binding, engine: EngineHandle): CeilingLoops {
  // Written, as pages that never were are all one page of zeros.
  let floats: Float32Array | undefined;
  const done = new Float64Array(1);
  const operations = async (loop: 'multiplyAdd' | 'multiplyAddInt8') => {
    await binding[loop](engine, ROUNDS, done);
    return done[0] ?? 0;
  };
  return {
    async read() {
      floats ??= largeArray(binding, READ_BYTES / Float32Array.BYTES_PER_ELEMENT).fill(1);
      await binding.readAll(engine, floats, floats.length);
      return floats.byteLength;
    },
    multiplyAdd: () => operations('multiplyAdd'),
    multiplyAddInt8: () => operations('multiplyAddInt8'),
    async free() {
      floats = undefined;
    },
  };
}
