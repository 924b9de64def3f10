import type { Device, ModelShape } from './roofline.js';

/** From the models' published configurations, in bfloat16. */
export const MODEL_SHAPES: Readonly<Record<string, ModelShape>> = {
  'llama-3.1-8b': { parameters: 8.03e9, blocks: 32, queryWidth: 4096, keyWidth: 1024, bytesPerValue: 2 },
  'llama-2-13b': { parameters: 13.02e9, blocks: 40, queryWidth: 5120, keyWidth: 5120, bytesPerValue: 2 },
  'qwen3-32b': { parameters: 32.8e9, blocks: 64, queryWidth: 8192, keyWidth: 1024, bytesPerValue: 2 },
};

/** From the makers' data sheets: dense bfloat16 with float32 sums, memory bandwidth and size. */
export const DEVICES: Readonly<Record<string, Device>> = {
  'rtx-4090': { flopsPerSecond: 165.2e12, bytesPerSecond: 1008e9, memoryBytes: 24e9 },
  'a100-80gb': { flopsPerSecond: 312e12, bytesPerSecond: 2039e9, memoryBytes: 80e9 },
  'h100-sxm': { flopsPerSecond: 989.4e12, bytesPerSecond: 3350e9, memoryBytes: 80e9 },
  'h200-sxm': { flopsPerSecond: 989.4e12, bytesPerSecond: 4800e9, memoryBytes: 141e9 },
};
