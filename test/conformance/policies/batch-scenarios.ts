import fc from 'fast-check';
import type { Delays, Model, Policy, Request } from '../../../src/scheduling/policy.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { tableProfile } from '../../../src/scheduling/profiles/table-profile.js';
import { batchExecutor } from '../../../src/scheduling/simulation/batch-executor.js';
import type { Jitter } from '../../../src/scheduling/simulation/jitter.js';
import type { Fault, Simulation } from '../../../src/scheduling/simulation/simulation.js';

interface ModelScenario {
  readonly profile:
    | { readonly perRequestMs: number; readonly baseMs: number; readonly maxBatch: number }
    | readonly { readonly batch: number; readonly ms: number }[];
  /** As a multiple of what one request takes: below 1, none can be in time. */
  readonly slack: number;
  /** How far the expected rate is from the true one; undefined: it is not told. */
  readonly foretold: number | undefined;
  readonly weights: { readonly bytes: number; readonly transferMs: number } | undefined;
}

export interface BatchScenario {
  readonly models: readonly ModelScenario[];
  readonly gpus: number;
  readonly spareBytes: number;
  readonly delays: Delays;
  /** From one arrival to the next, and which model it is of. */
  readonly arrivals: readonly { readonly gapMs: number; readonly model: number }[];
  /** Of each GPU, stretches of time up and then down. */
  readonly faults: readonly (readonly { readonly upForMs: number; readonly downForMs: number }[])[];
  readonly jitter: Jitter;
}

/** Quarters of a millisecond, so that equal times are common and sums are exact. */
const quarters = (max: number) => fc.integer({ min: 0, max: 4 * max }).map((n) => n / 4);

const profile = fc.oneof(
  fc.record({
    perRequestMs: quarters(3).map((ms) => ms + 0.25),
    baseMs: quarters(8),
    maxBatch: fc.integer({ min: 1, max: 16 }),
  }),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 32 }), { minLength: 1, maxLength: 5 })
    .chain((batches) =>
      fc.tuple(...batches.map((batch) => quarters(20).map((ms) => ({ batch, ms: ms + 0.25 })))),
    ),
);

const model = (hasWeights: boolean): fc.Arbitrary<ModelScenario> =>
  fc.record({
    profile,
    slack: fc.oneof(fc.integer({ min: 2, max: 12 }), fc.constantFrom(0.5, 1, 1.5, 50)),
    foretold: fc.constantFrom(undefined, 0.25, 1, 1, 4),
    weights: hasWeights
      ? fc.record({ bytes: fc.integer({ min: 1, max: 100 }), transferMs: quarters(10) })
      : fc.constant(undefined),
  });

const gapMs = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: quarters(3) },
  { weight: 1, arbitrary: quarters(60) },
);

const outage = fc.record({ upForMs: quarters(60), downForMs: quarters(40).map((ms) => ms + 0.25) });

const jitter: fc.Arbitrary<Jitter> = fc.oneof(
  fc.constant<Jitter>({ kind: 'none' }),
  fc.record({ kind: fc.constant('uniform' as const), share: fc.constantFrom(0.05, 0.5), seed: fc.nat() }),
);

const delays: fc.Arbitrary<Delays> = fc.oneof(
  fc.constant({ controlMs: 0, dataMsPerRequest: 0, responseMs: 0 }),
  fc.record({ controlMs: quarters(1), dataMsPerRequest: quarters(1), responseMs: quarters(2) }),
);

/** @param hasWeights for policies that page */
export function batchScenarios(hasWeights: boolean): fc.Arbitrary<BatchScenario> {
  return fc
    .tuple(fc.array(model(hasWeights), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([models, gpus]) =>
      fc.record({
        models: fc.constant(models),
        gpus: fc.constant(gpus),
        spareBytes: fc.integer({ min: 0, max: 150 }),
        delays,
        arrivals: fc.array(fc.record({ gapMs, model: fc.nat({ max: models.length - 1 }) }), {
          maxLength: 120,
          size: 'max',
        }),
        faults: fc.array(fc.array(outage, { maxLength: 2 }), { maxLength: gpus }),
        jitter,
      }),
    );
}

export function openBatchScenario(policy: Policy, scenario: BatchScenario): Simulation {
  const arrivals = requestsOf(scenario);
  const models = modelsOf(scenario, arrivals);
  const largest = Math.max(...scenario.models.map(({ weights }) => weights?.bytes ?? 0));
  return {
    policy,
    setup: {
      models,
      gpus: scenario.gpus,
      gpuMemoryBytes: largest + scenario.spareBytes,
      delays: scenario.delays,
    },
    executor: batchExecutor(models, scenario.jitter),
    arrivals,
    faults: faultsOf(scenario),
    observers: [],
  };
}

/** What a batch of one takes by its profile. */
export function aloneMs({ model }: Request, { setup }: Simulation): number {
  return setup.models[model]?.latency.ms(1) ?? Number.POSITIVE_INFINITY;
}

function requestsOf({ arrivals, models }: BatchScenario): Request[] {
  let arrivalMs = 0;
  return arrivals.map(({ gapMs, model }, id) => {
    arrivalMs += gapMs;
    return { id, model, arrivalMs, deadlineMs: arrivalMs + sloMsOf(models[model]) };
  });
}

function modelsOf({ models }: BatchScenario, requests: readonly Request[]): Model[] {
  const seconds = Math.max(1, requests.at(-1)?.arrivalMs ?? 0) / 1000;
  return models.map((scenario, i) => {
    const perSecond = requests.filter(({ model }) => model === i).length / seconds;
    const { foretold, weights } = scenario;
    return {
      name: `model-${i}`,
      sloMs: sloMsOf(scenario),
      latency: latencyOf(scenario),
      expectedPerSecond: foretold === undefined ? undefined : foretold * perSecond,
      weights,
    };
  });
}

function latencyOf({ profile: given }: ModelScenario) {
  return 'maxBatch' in given
    ? linearProfile(given.perRequestMs, given.baseMs, given.maxBatch)
    : tableProfile(given);
}

function sloMsOf(scenario: ModelScenario | undefined): number {
  return scenario === undefined ? 0 : scenario.slack * latencyOf(scenario).ms(1);
}

function faultsOf({ faults }: BatchScenario): Fault[] {
  return faults.flatMap((outages, gpu) => {
    let atMs = 0;
    return outages.map(({ upForMs, downForMs }) => {
      const downMs = atMs + upForMs;
      atMs = downMs + downForMs;
      return { gpu, downMs, upMs: atMs };
    });
  });
}
