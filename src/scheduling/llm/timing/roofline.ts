import type { Slice } from '../iteration.js';
import type { StepTiming } from './step-timing.js';

/** A decoder, in what counts for time and memory. */
export interface ModelShape {
  readonly parameters: number;
  readonly blocks: number;
  /** Width of the queries of one block: heads times the width of a head. */
  readonly queryWidth: number;
  /** Width of the keys of one block, and of the values: key-value heads times the width of a head. */
  readonly keyWidth: number;
  /** Of a weight, a key and a value. */
  readonly bytesPerValue: number;
}

/** What a device can do at best. */
export interface Device {
  readonly flopsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly memoryBytes: number;
}

const MS_PER_SECOND = 1000;

/** Keys and values of one position in all blocks. */
export function kvBytesPerToken({ blocks, keyWidth, bytesPerValue }: ModelShape): number {
  return 2 * blocks * keyWidth * bytesPerValue;
}

/**
 * A pass as the longer of two times (the roofline of Williams, Waterman and Patterson 2009):
 *   compute: (2 P n + 4 L w a) / flops, of n positions and a pairs of a query and a key that it sees
 *   memory:  (P b + kv (c + n)) / bandwidth, of all weights once, the keys and values of c positions read, n written
 * with P parameters of b bytes, L blocks, queries of width w. No kernel reaches either: it is a bound from below, which
 * `share` of what the device can do brings nearer to what is measured. Since operations and reading are taken to overlap
 * wholly, passes that mix prompts and generation come out better than they are.
 */
export function rooflineTiming(model: ModelShape, device: Device, share: number): StepTiming {
  return {
    stepMs(slices: readonly Slice[]): number {
      let [positions, pairs, context] = [0, 0, 0];
      for (const { tokens, contextTokens } of slices) {
        positions += tokens;
        context += contextTokens;
        // The i-th of the new positions sees the context and i of the new ones.
        pairs += tokens * contextTokens + (tokens * (tokens + 1)) / 2;
      }
      const flops = 2 * model.parameters * positions + 4 * model.blocks * model.queryWidth * pairs;
      const bytes = model.parameters * model.bytesPerValue + kvBytesPerToken(model) * (context + positions);
      const seconds = Math.max(flops / device.flopsPerSecond, bytes / device.bytesPerSecond);
      return (seconds / share) * MS_PER_SECOND;
    },
  };
}

/** Blocks of memory that are left for keys and values beside the weights; `memoryShare` is what a server takes. */
export function kvBlocksBeside(
  model: ModelShape,
  device: Device,
  { memoryShare, blockTokens }: { readonly memoryShare: number; readonly blockTokens: number },
): number {
  const left = device.memoryBytes * memoryShare - model.parameters * model.bytesPerValue;
  return Math.max(0, Math.floor(left / (kvBytesPerToken(model) * blockTokens)));
}
