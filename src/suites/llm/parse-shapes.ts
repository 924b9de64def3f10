import { UsageError } from '../../errors.js';
import { parseBytes } from '../../parse/quantities.js';
import { DEVICES, MODEL_SHAPES } from '../../scheduling/llm/timing/known-shapes.js';
import type { Device, ModelShape } from '../../scheduling/llm/timing/roofline.js';

const BFLOAT16_BYTES = 2;

/** A name, or `PARAMETERS:LAYERS:QUERY_WIDTH:KEY_WIDTH` of a model in bfloat16. @throws UsageError */
export function parseModelShape(text: string): ModelShape {
  const known = new Map(Object.entries(MODEL_SHAPES));
  const named = known.get(text);
  if (named !== undefined) return named;
  const [parameters, blocks, queryWidth, keyWidth, ...others] = text.split(':').map(positive);
  if (parameters && blocks && queryWidth && keyWidth && others.length === 0) {
    return { parameters, blocks, queryWidth, keyWidth, bytesPerValue: BFLOAT16_BYTES };
  }
  throw new UsageError(
    `expected --model to be ${[...known.keys()].join(', ')} or parameters, layers and widths of queries and keys such as 8.03e9:32:4096:1024; got "${text}"`,
  );
}

/** A name, or `TFLOPS:GBPS:MEMORY` such as `312:2039:80GB`. @throws UsageError */
export function parseDevice(text: string): Device {
  const known = new Map(Object.entries(DEVICES));
  const named = known.get(text);
  if (named !== undefined) return named;
  const [tflops, gbps, memory, ...others] = text.split(':');
  const [flopsPerSecond, bytesPerSecond] = [positive(tflops) * 1e12, positive(gbps) * 1e9];
  if (flopsPerSecond && bytesPerSecond && memory !== undefined && others.length === 0) {
    return { flopsPerSecond, bytesPerSecond, memoryBytes: parseBytes('--device', memory) };
  }
  throw new UsageError(
    `expected --device to be ${[...known.keys()].join(', ')} or TFLOP/s, GB/s and memory such as 312:2039:80GB; got "${text}"`,
  );
}

/** 0 where it is no positive number. */
function positive(word: string | undefined): number {
  const value = Number(word);
  return value > 0 && Number.isFinite(value) ? value : 0;
}
