import type { Model, Setup } from '../policy.js';
import { NO_DELAYS } from '../policy.js';
import type { ErrorQuantiles } from '../predictor/error-quantiles.js';
import type { PredictionFunction } from '../predictor/predictor.js';
import type { Account } from '../simulation/accounting/account.js';
import { Accounting } from '../simulation/accounting/accounting.js';
import { simulate } from '../simulation/simulate.js';
import type { Simulation } from '../simulation/simulation.js';
import type { SimulationTools } from '../simulation/simulation-tools.js';
import { predictionByModel } from './group-prediction.js';
import { overlapExecutor } from './overlap-executor.js';
import { type AbacusPolicyName, openAbacusPolicy } from './policies.js';
import { type AbacusQuery, type OverlapGroup, remainder } from './query.js';
import { type QueryStream, queryStream } from './query-stream.js';

/** What decides and what time is. */
export interface AbacusScenario {
  readonly policy: AbacusPolicyName;
  readonly stream: QueryStream;
  /** By which the policy decides, and of which the GPU strays by `errors`. */
  readonly predict: PredictionFunction;
  readonly errors: ErrorQuantiles;
}

/** Runs a stream of queries on one GPU in virtual time. */
export async function simulateQueries(
  { policy, stream, predict, errors }: AbacusScenario,
  tools?: SimulationTools,
): Promise<Account> {
  const { models, seed, sloMs, count } = stream;
  const byModel = predictionByModel(predict, models);
  const setup: Setup = {
    models: models.map((network, model): Model => {
      const alone = (batch: number) =>
        byModel([
          remainder({ id: 0, model, arrivalMs: 0, deadlineMs: sloMs, network, batch, sequence: 0 }, 0),
        ]);
      return { name: network.name, sloMs, latency: { maxBatch: 32, ms: alone } };
    }),
    gpus: 1,
    delays: NO_DELAYS,
  };
  const simulation: Omit<Simulation<AbacusQuery, OverlapGroup>, 'observers'> = {
    policy: openAbacusPolicy(policy, models, predict),
    setup,
    executor: overlapExecutor(byModel, errors, seed),
    arrivals: queryStream(stream),
    expectedRequests: count,
  };
  const accounting = new Accounting(simulation);
  return accounting.close(await simulate({ ...simulation, observers: [accounting] }, tools));
}
