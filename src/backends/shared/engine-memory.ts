import type { Metric } from '../backend.js';

/** What an engine takes beside the rows that the host holds. */
export interface EngineMemory {
  /** `host`: `OpenOptions.memoryBytes` pays for it; `device`: it is the device's own, bounded by `capacityBytes` alone. */
  readonly place: 'host' | 'device';
  /** Bytes for each row of an uploaded block. */
  rowBytes(d: number, metric: Metric): number;
  /** Bytes of the host that work in progress takes at most, such as the results for many queries. */
  readonly workingBytes: number;
  /** Most bytes of rows that it can hold at once; infinite where only the budget bounds it. */
  readonly capacityBytes: number;
}

/** Of a memory budget, the share left to work in progress, so that blocks of vectors have the rest. */
const WORKING_SHARE = 1 / 4;

/** Bytes for work in progress: what it takes at best, or its share of a budget that is smaller. */
export function workingBytes(atBest: number, memoryBytes: number | undefined): number {
  return memoryBytes === undefined ? atBest : Math.min(atBest, Math.floor(memoryBytes * WORKING_SHARE));
}
