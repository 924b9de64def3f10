import { UsageError } from '../../errors.js';
import type { Policy, Setup } from '../policy.js';
import type { ZooModel } from '../predictor/model-zoo.js';
import type { PredictionFunction } from '../predictor/predictor.js';
import { type GroupPrediction, predictionByModel, predictionByUrgency } from './group-prediction.js';
import { OverlapScheduler } from './overlap-scheduler.js';
import { planAsPublished } from './plan-as-published.js';
import { planRepaired } from './plan-repaired.js';
import { type AbacusQuery, type OverlapGroup, remainder } from './query.js';
import { RoundScheduler, type Urgency } from './round-scheduler.js';
import { PUBLISHED_SEARCH } from './search-settings.js';

export type AbacusPolicy = Policy<AbacusQuery, OverlapGroup>;

/**
 * `abacus` is the released controller, `abacus-repaired` what its paper says. `fcfs`, `sjf` and `edf` are its baselines;
 * `edf-early-drop` is one that knows as much as it does, and lets nothing overlap.
 */
export const ABACUS_POLICIES = ['fcfs', 'sjf', 'edf', 'edf-early-drop', 'abacus', 'abacus-repaired'] as const;
export type AbacusPolicyName = (typeof ABACUS_POLICIES)[number];

const SYSTEM = "Abacus (SC'21)";

/** A policy for the queries of `pair`, which knows how long groups take by `predict`. */
export function openAbacusPolicy(
  name: AbacusPolicyName,
  pair: readonly ZooModel[],
  predict: PredictionFunction,
): AbacusPolicy {
  const byUrgency = predictionByUrgency(predict);
  switch (name) {
    case 'fcfs':
      return rounds(name, 'arrival', (query) => query.arrivalMs);
    case 'sjf':
      return rounds(name, 'predicted latency alone', (query) => byUrgency([remainder(query, 0)]));
    case 'edf':
      return rounds(name, 'deadline', (query) => query.deadlineMs);
    case 'edf-early-drop':
      return ofPair(name, 'this project: EDF that drops what it predicts to be late', (models) =>
        repaired(models, predictionByModel(predict, pair), 1),
      );
    case 'abacus':
      return ofPair(
        name,
        `${SYSTEM}, query controller as released`,
        (models) =>
          new OverlapScheduler(models, {
            decides: 'once',
            plan: (input, { expectedMs }) => planAsPublished(input, expectedMs, byUrgency, PUBLISHED_SEARCH),
          }),
      );
    case 'abacus-repaired':
      return ofPair(name, `${SYSTEM}, query controller as described`, (models) =>
        repaired(models, predictionByModel(predict, pair), 2),
      );
  }
}

/** @param atOnce queries that may overlap */
function repaired(models: number, predict: GroupPrediction, atOnce: 1 | 2): OverlapScheduler {
  return new OverlapScheduler(models, {
    decides: 'anew',
    plan({ waiting, headroomMs }, { remainingMs }) {
      const urgent = waiting.slice(0, atOnce);
      return planRepaired({ waiting: urgent, headroomMs }, remainingMs, predict, PUBLISHED_SEARCH);
    },
  });
}

function rounds(name: AbacusPolicyName, order: string, urgency: Urgency): AbacusPolicy {
  const source = `${SYSTEM}, baseline: rounds of one query per model by ${order}`;
  const policy = onOneGpu(name, source, ({ length }) => new RoundScheduler(length, urgency));
  return { ...policy, workConserving: true };
}

function onOneGpu(
  name: AbacusPolicyName,
  source: string,
  open: (models: Setup['models']) => ReturnType<AbacusPolicy['start']>,
): AbacusPolicy {
  return {
    ...{ name, source, needs: [], workConserving: false },
    start({ models, gpus }) {
      if (gpus === 1) return open(models);
      throw new UsageError(`expected 1 GPU, which a controller of Abacus has; got ${gpus}`);
    },
  };
}

function ofPair(
  name: AbacusPolicyName,
  source: string,
  open: (models: number) => OverlapScheduler,
): AbacusPolicy {
  return onOneGpu(name, source, ({ length }) => {
    if (length >= 1 && length <= 2) return open(length);
    throw new UsageError(`expected 1 or 2 models, which the predictor of pairs knows; got ${length}`);
  });
}
