import type { Metric } from '../backend.js';
import { cosine, dot, type ExactDistance, l1, l2 } from './kernels/exact-distance.js';

/** The float64 distance that answers are re-ranked and checked with. */
export const EXACT_DISTANCE: Readonly<Record<Metric, ExactDistance>> = { l2, cosine, dot, l1 };
