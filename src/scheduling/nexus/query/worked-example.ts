import type { Query } from './query.js';
import { tabledThroughput } from './stage-throughput.js';

const X = tabledThroughput([
  [40, 200],
  [50, 250],
  [60, 300],
]);
const Y = tabledThroughput([
  [40, 300],
  [50, 400],
  [60, 500],
]);

export const FIGURE_4_SLO_MS = 100;
/** Segments of 10 ms, the finest that its table tells apart. */
export const FIGURE_4_SEGMENTS = 10;

/**
 * Figure 4 of Nexus (SOSP 2019): every request for X brings `gamma` requests for Y, and X and Y share 100 ms. One request a
 * second for X, so that the throughput of a GPU, on average, is the inverse of the GPUs needed.
 */
export function figure4(gamma: number): Query {
  const y = { name: 'Y', perSecond: gamma, throughput: Y, next: [] };
  return { name: 'X-Y', sloMs: FIGURE_4_SLO_MS, root: { name: 'X', perSecond: 1, throughput: X, next: [y] } };
}

/** The GPUs that figure 4 needs when X gets `xMs` of its time and Y the rest. */
export function figure4Gpus(gamma: number, xMs: number): number {
  return 1 / X(xMs) + gamma / Y(FIGURE_4_SLO_MS - xMs);
}
