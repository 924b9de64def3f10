import type { LatencyProfile } from '../policy.js';

/** A model with its latency target and its load: what Nexus plans for. */
export interface Session {
  readonly name: string;
  readonly sloMs: number;
  readonly perSecond: number;
  readonly latency: LatencyProfile;
  /** The only sizes that may be planned, ascending; undefined: all up to the largest of the profile. */
  readonly sizes?: readonly number[] | undefined;
  /** Of a GPU, whatever the batch. */
  readonly memoryBytes?: number | undefined;
}

/** A rate times a time is a whole number in the mind of whoever chose them, and in floating point a hair beside it. */
const HAIR = 1e-9;

export function ceilBatch(requests: number): number {
  return Math.ceil(requests - HAIR * Math.max(1, requests));
}

/** The largest size that fits, 0 where none does. A size fits only if the smaller ones do. */
export function largestSize({ sizes, latency }: Session, fits: (size: number) => boolean): number {
  let low = 0;
  let high = sizes?.length ?? latency.maxBatch;
  const sizeAt = (place: number) => (sizes === undefined ? place : (sizes[place - 1] ?? 0));
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fits(sizeAt(middle))) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? 0 : sizeAt(low);
}

/** The smallest size that so many requests fit into; undefined where none is so large. */
export function sizeFor({ sizes, latency }: Session, requests: number): number | undefined {
  if (sizes !== undefined) return sizes.find((size) => size >= requests);
  return requests <= latency.maxBatch ? Math.max(1, requests) : undefined;
}
