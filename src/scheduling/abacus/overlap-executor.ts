import { seededUniform } from '../../stats/random.js';
import type { ErrorQuantiles } from '../predictor/error-quantiles.js';
import type { Executor } from '../simulation/executor.js';
import type { GroupPrediction } from './group-prediction.js';
import { type AbacusQuery, isLastPart, type OverlapGroup } from './query.js';

/** Nothing that was profiled took less. */
const SHORTEST_MS = 0.2;

/**
 * A GPU on which parts overlap. A group takes what the predictor says of it in the order of model ids, times a ratio of
 * measured to predicted latency, drawn from those of the records that the predictor was tested with.
 */
export function overlapExecutor(
  predict: GroupPrediction,
  errors: ErrorQuantiles,
  seed: number,
): Executor<AbacusQuery, OverlapGroup> {
  const uniform = seededUniform(seed);
  return {
    durationMs({ parts }) {
      const ratio = errors.length === 0 ? 1 : between(errors, uniform());
      return Math.max(SHORTEST_MS, predict(parts) * ratio);
    },
    requestsOf: ({ parts }) => parts.map(({ query }) => query),
    completedBy: ({ parts }) => parts.filter(isLastPart).map(({ query }) => query),
    refusal({ parts }) {
      const models = new Set(parts.map(({ query }) => query.model));
      if (parts.length === 0) return 'a group has no part';
      if (models.size < parts.length) return 'a group has two queries of one model, which one worker runs';
      const odd = parts.find(({ start, end, query }) => start > end || end > query.network.segments);
      return odd && `query ${odd.query.id} is run from segment ${odd.start} to ${odd.end}`;
    },
  };
}

function between(quantiles: ErrorQuantiles, probability: number): number {
  const at = probability * (quantiles.length - 1);
  const below = Math.floor(at);
  const low = quantiles[below] ?? 1;
  return low + (at - below) * ((quantiles[below + 1] ?? low) - low);
}
