import type { BuiltKernel } from '../gpu-js.js';

/**
 * Keeps a kernel of the WebAssembly or WebGPU mode from cutting its flat result into an array per thread, which takes
 * about as long as the kernel. gpu.js has no setting for it. Were the hook gone, `flatten` would do.
 */
export function keepFlat(kernel: BuiltKernel): void {
  kernel._shapeOutput = (values) => values;
}

/** A kernel's result as one array, in the order of its threads. */
export function flatten(result: unknown, length: number): Float32Array {
  if (result instanceof Float32Array) return result;
  const flat = new Float32Array(length);
  let at = 0;
  const append = (part: unknown): void => {
    if (part instanceof Float32Array) {
      flat.set(part, at);
      at += part.length;
    } else if (Array.isArray(part)) {
      for (const inner of part) append(inner);
    }
  };
  append(result);
  return flat;
}
