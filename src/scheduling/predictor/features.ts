import { MODEL_ZOO } from './model-zoo.js';
import type { Segments } from './segments.js';

const MODELS = MODEL_ZOO.length;
const PER_MODEL = 4;

/** Features of `ways` models that run at once: 15 for two, 19 for three, 23 for four. */
export function featureCount(ways: number): number {
  return MODELS + PER_MODEL * ways;
}

/**
 * Writes what the overlap-aware predictor looks at: how many of the parts are of each model, then start, end, batch and
 * sequence of each part in the order in which `parts` has them. Slots without a part are zeros.
 */
export function writeFeatures(parts: readonly Segments[], into: Float32Array): void {
  into.fill(0);
  let slot = MODELS;
  for (const { model, start, end, batch, sequence } of parts) {
    into[model] = (into[model] ?? 0) + 1;
    into.set([start, end, batch, sequence], slot);
    slot += PER_MODEL;
  }
}

/** Parts as profiles have them, which is how the predictor knows which slot is whose. */
export function inModelOrder(parts: readonly Segments[]): Segments[] {
  return parts.toSorted((one, other) => one.model - other.model);
}
