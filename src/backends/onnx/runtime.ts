import type { InferenceSession } from 'onnxruntime-node';
import type { EngineName } from './engine-names.js';

export type Ort = typeof import('onnxruntime-node');

/** Loads ONNX Runtime, its log being for those who build it: what goes wrong comes as an error as well. */
export async function loadRuntime(): Promise<Ort> {
  // Or cuBLAS multiplies with 10 bits of mantissa, and the precision would not be the float32 that is claimed.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  const module = await import('onnxruntime-node');
  const ort = 'default' in module ? (module.default as Ort) : module;
  // Read once, when the first session is made.
  ort.env.logLevel = 'fatal';
  return ort;
}

/** A session runs on the provider it is asked for, every node of it, or is not made at all. */
export function sessionOptions(engine: EngineName, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [engine],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    extra: {
      session: {
        ...(engine !== 'cpu' && { disable_cpu_ep_fallback: '1' }),
        // Threads that spin until the next run take the cores from whatever else is being measured, and win nothing here.
        intra_op: { allow_spinning: '0' },
      },
    },
  };
}
