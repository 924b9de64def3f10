import { PAIRS } from '../predictor/read-profiles.js';

/** Latency that Abacus promised for each pair, in milliseconds and in the order of pairs. */
const PAIR_SLOS_MS: readonly number[] = [
  ...[100, 150, 100, 50, 50, 75],
  ...[160, 150, 90, 80, 130],
  ...[150, 150, 150, 150],
  ...[80, 80, 80],
  ...[30, 60],
  60,
];

/** @returns undefined where none was published */
export function pairSloMs(combination: string): number | undefined {
  return PAIR_SLOS_MS[PAIRS.indexOf(combination)];
}
