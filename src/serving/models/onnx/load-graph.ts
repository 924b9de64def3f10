import type { InferenceSession } from 'onnxruntime-node';
import { DataError } from '../../../errors.js';
import { type Ort, sessionOptions } from './runtime.js';

/** Loads a graph with the files beside it that its weights lie in. @throws DataError */
export async function loadGraph(ort: Ort, path: string, threads: number): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, sessionOptions(threads));
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new DataError(
      `expected ${path} to be a graph that ONNX Runtime loads; got ${reason}`,
      'model-folder',
      {
        cause,
      },
    );
  }
}
