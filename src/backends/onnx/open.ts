import type { Engine, EngineIdentity, OpenOptions } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { limitsOf } from './engine-limits.js';
import { isEngineName } from './engine-names.js';
import { onnxKernels } from './onnx-kernels.js';
import { loadRuntime } from './runtime.js';
import { Sessions } from './sessions.js';

/** Opens an engine that a probe has found. */
export async function openEngine(found: EngineIdentity, options: OpenOptions): Promise<Engine> {
  const { engine } = found;
  if (!isEngineName(engine)) throw new Error(`expected an engine of onnx, got ${engine}`);
  const { timeline, memoryBytes } = options;
  const threads = engine === 'cpu' ? options.threads : 1;
  const ort = await timeline.time('compile', loadRuntime);
  const sessions = new Sessions(ort, engine, options.threads, timeline);
  const limits = limitsOf(engine, memoryBytes);
  return createBlockEngine(onnxKernels(sessions, { ...found, threads }, limits, timeline), options);
}
