import { PythonRandom } from '../../stats/python-random.js';
import { BATCH_SIZES, SEQUENCE_LENGTHS, type ZooModel } from '../predictor/model-zoo.js';
import type { AbacusQuery } from './query.js';

export interface QueryStream {
  readonly models: readonly ZooModel[];
  /** Of all models together. */
  readonly queriesPerSecond: number;
  readonly count: number;
  readonly sloMs: number;
  /** Of Python's `random`; the published runs began with 0. */
  readonly seed: number;
}

/**
 * Queries as Abacus's client draws them, number by number: model, gap to the next query, batch, and sequence length of a
 * language model. The first comes at once. The client slept for the gap after sending; here the gap is exact.
 */
export function* queryStream({
  models,
  queriesPerSecond,
  count,
  sloMs,
  seed,
}: QueryStream): Generator<AbacusQuery, undefined> {
  const random = new PythonRandom(seed);
  let arrivalMs = 0;
  for (let id = 0; id < count; id++) {
    const network = random.choice(models);
    const gapMs = random.expovariate(queriesPerSecond) * 1000;
    const batch = random.choice(BATCH_SIZES);
    const sequence = network.isSequence ? random.choice(SEQUENCE_LENGTHS) : 0;
    const model = models.indexOf(network);
    yield { id, model, arrivalMs, deadlineMs: arrivalMs + sloMs, network, batch, sequence };
    arrivalMs += gapMs;
  }
}
