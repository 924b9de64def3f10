import fc from 'fast-check';
import { predictionByModel } from '../../../src/scheduling/abacus/group-prediction.js';
import { overlapExecutor } from '../../../src/scheduling/abacus/overlap-executor.js';
import { type AbacusPolicyName, openAbacusPolicy } from '../../../src/scheduling/abacus/policies.js';
import { type AbacusQuery, type OverlapGroup, remainder } from '../../../src/scheduling/abacus/query.js';
import type { Model } from '../../../src/scheduling/policy.js';
import { BATCH_SIZES, MODEL_ZOO, SEQUENCE_LENGTHS } from '../../../src/scheduling/predictor/model-zoo.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import type { Fault, Simulation } from '../../../src/scheduling/simulation/simulation.js';

export interface AbacusScenario {
  /** Ids in the zoo, the smaller first. */
  readonly networks: readonly [number, number];
  readonly queries: readonly {
    readonly gapMs: number;
    readonly model: number;
    readonly batch: number;
    readonly sequence: number;
  }[];
  readonly sloMs: number;
  /** Of the predictor that the policy has, which may be wrong and even negative. */
  readonly bias: number;
  readonly errors: readonly number[];
  readonly outages: readonly { readonly upForMs: number; readonly downForMs: number }[];
  readonly controlMs: number;
}

const quarters = (max: number) => fc.integer({ min: 0, max: 4 * max }).map((n) => n / 4);

export const abacusScenarios: fc.Arbitrary<AbacusScenario> = fc.record({
  networks: fc
    .tuple(fc.nat({ max: MODEL_ZOO.length - 2 }), fc.nat({ max: MODEL_ZOO.length - 2 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1]),
  queries: fc.array(
    fc.record({
      gapMs: fc.oneof(fc.constant(0), quarters(3), quarters(60)),
      model: fc.nat({ max: 1 }),
      batch: fc.constantFrom(...BATCH_SIZES),
      sequence: fc.constantFrom(...SEQUENCE_LENGTHS),
    }),
    { maxLength: 60 },
  ),
  sloMs: fc.constantFrom(1, 10, 20, 40, 400),
  bias: fc.constantFrom(0, 0, -8, 8),
  errors: fc.constantFrom([], [0.5, 1, 2]),
  outages: fc.array(fc.record({ upForMs: quarters(60), downForMs: quarters(40).map((ms) => ms + 0.25) }), {
    maxLength: 3,
  }),
  controlMs: fc.constantFrom(0, 0, 0.25),
});

/** Segments take an eighth of a millisecond and more in larger batches; the bias is the same for every group. */
function latencyMs(features: Float32Array, bias: number): number {
  const [start = 0, end = 0, batch = 0, otherStart = 0, otherEnd = 0, , otherBatch = 0] = features.subarray(
    MODEL_ZOO.length,
  );
  return bias + ((end - start) * (8 + batch) + (otherEnd - otherStart) * (8 + otherBatch)) / 64;
}

export function openAbacusScenario(
  policy: AbacusPolicyName,
  { networks, queries, sloMs, bias, errors, outages, controlMs }: AbacusScenario,
): Simulation<AbacusQuery, OverlapGroup> {
  const pair = networks.flatMap((id) => MODEL_ZOO[id] ?? []);
  const models: Model[] = pair.map(({ name }) => ({ name, sloMs, latency: linearProfile(0.25, 1, 32) }));
  let arrivalMs = 0;
  const arrivals = queries.flatMap(({ gapMs, model, batch, sequence }, id): AbacusQuery[] => {
    const network = pair[model];
    if (network === undefined) return [];
    arrivalMs += gapMs;
    const length = network.isSequence ? sequence : 0;
    return [{ id, model, arrivalMs, deadlineMs: arrivalMs + sloMs, network, batch, sequence: length }];
  });
  return {
    policy: openAbacusPolicy(policy, pair, (features) => latencyMs(features, bias)),
    setup: { models, gpus: 1, delays: { controlMs, dataMsPerRequest: 0, responseMs: 0 } },
    executor: overlapExecutor(
      predictionByModel((features) => latencyMs(features, 0), pair),
      errors,
      1,
    ),
    arrivals,
    faults: faultsOf(outages),
    observers: [],
  };
}

/** What a query takes that runs whole and alone, without the errors. */
export function queryAloneMs(query: AbacusQuery): number {
  const { end } = remainder(query, 0);
  return (end * (8 + query.batch)) / 64;
}

function faultsOf(outages: AbacusScenario['outages']): Fault[] {
  let nowMs = 0;
  return outages.map(({ upForMs, downForMs }) => {
    const downMs = nowMs + upForMs;
    nowMs = downMs + downForMs;
    return { gpu: 0, downMs, upMs: nowMs };
  });
}
