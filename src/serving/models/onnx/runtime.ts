import type { InferenceSession } from 'onnxruntime-node';
import { UnavailableError } from '../../../backends/shared/errors.js';
import type { ModelProbe } from '../model.js';

export type Ort = typeof import('onnxruntime-node');

const REMEDY = 'Install it: mls backends setup onnx';

export async function probeOrt(): Promise<ModelProbe> {
  try {
    await import('onnxruntime-node');
    return { state: 'available' };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { state: 'unavailable', reason: `ONNX Runtime cannot be loaded (${reason})`, remedy: REMEDY };
  }
}

/** Loads ONNX Runtime, which is an optional package. @throws UnavailableError */
export async function loadOrt(): Promise<Ort> {
  try {
    const module = await import('onnxruntime-node');
    const ort = 'default' in module ? (module.default as Ort) : module;
    ort.env.logLevel = 'fatal';
    return ort;
  } catch (cause) {
    throw new UnavailableError('the model', 'ONNX Runtime cannot be loaded', REMEDY, { cause });
  }
}

export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    // Threads that spin would take the cores from the other workers of a tier.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
