import type { Arrivals } from '../../../load/arrivals/arrivals.js';
import { seededUniform } from '../../../stats/random.js';
import type { Model, Request } from '../../policy.js';
import { arrivalTimes } from './arrival-times.js';
import { type ModelShares, modelPicker, sharesOf } from './model-shares.js';

export interface RequestPlan {
  readonly arrivals: Arrivals;
  readonly models: readonly Model[];
  readonly shares: ModelShares;
  /** Of the models; the arrivals have one of their own. */
  readonly seed: number;
}

/**
 * Requests as a plan has them arrive, drawn one at a time and anew by everybody who iterates.
 * @throws UsageError for shares that do not fit the models
 */
export function requestSource({ arrivals, models, shares, seed }: RequestPlan): Iterable<Request> {
  const modelOf = modelPicker(sharesOf(shares, models.length));
  return {
    *[Symbol.iterator]() {
      const uniform = seededUniform(seed);
      let id = 0;
      for (const arrivalMs of arrivalTimes(arrivals)) {
        const model = models.length === 1 ? 0 : modelOf(uniform());
        const deadlineMs = arrivalMs + (models[model]?.sloMs ?? 0);
        yield { id: id++, model, arrivalMs, deadlineMs };
      }
    },
  };
}
