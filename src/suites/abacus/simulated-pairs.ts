import { UsageError } from '../../errors.js';
import type { Pair } from '../../scheduling/abacus/pairs.js';
import type { AbacusPolicyName } from '../../scheduling/abacus/policies.js';
import { simulateQueries } from '../../scheduling/abacus/simulate-queries.js';
import { pairSloMs } from '../../scheduling/abacus/slo.js';
import type { ErrorQuantiles } from '../../scheduling/predictor/error-quantiles.js';
import { ALL } from '../../scheduling/predictor/hyper-parameters.js';
import { type PredictionFunction, predictionFunction } from '../../scheduling/predictor/predictor.js';
import type { ComputeTools } from '../computed.js';
import type { AbacusRequest } from './request.js';

/** What a pair's queries came to. */
export interface PairFigures {
  readonly sloMs: number;
  readonly good: number;
  readonly late: number;
  readonly dropped: number;
  /** Of those that were answered; NaN without one. */
  readonly p99Ms: number;
  readonly goodPerSecond: number;
  readonly utilisation: number;
}

/** One pair under one policy. */
export interface Question {
  readonly policy: AbacusPolicyName;
  readonly load: number;
  readonly seed: number;
}

interface OpenedPredictor {
  /** Whose records it learned from. */
  readonly combination: string;
  readonly predict: PredictionFunction;
  readonly errors: ErrorQuantiles;
}

/** Simulates pairs, each question once however many rows ask it, with a predictor that is opened for the first. */
export class SimulatedPairs {
  readonly #known = new Map<string, PairFigures>();
  #predictor: OpenedPredictor | undefined;

  constructor(private readonly request: AbacusRequest) {}

  /** @throws MlsError or AbortError of the predictor and the simulation */
  async figures(pairs: readonly Pair[], question: Question, tools: ComputeTools): Promise<PairFigures[]> {
    const all: PairFigures[] = [];
    for (const [done, pair] of pairs.entries()) {
      const key = [pair.name, question.policy, question.load, question.seed].join(' ');
      const figures = this.#known.get(key) ?? (await this.#simulate(pair, question, tools));
      this.#known.set(key, figures);
      all.push(figures);
      await tools.progress(done + 1, pairs.length);
    }
    return all;
  }

  async #simulate(
    { name, models }: Pair,
    { policy, load, seed }: Question,
    tools: ComputeTools,
  ): Promise<PairFigures> {
    this.#predictor ??= await this.#open(tools);
    const { combination, predict, errors } = this.#predictor;
    if (combination !== ALL && combination !== name) {
      throw new UsageError(`expected a predictor of ${name} or of all pairs; got one of ${combination}`);
    }
    const { queries, sloMs: asked } = this.request;
    const sloMs = asked ?? pairSloMs(name);
    if (sloMs === undefined) throw new RangeError(`no latency was promised for ${name}`);
    const stream = { models, queriesPerSecond: load, count: queries, sloMs, seed };
    const account = await simulateQueries(
      { policy, stream, predict, errors },
      // A simulation takes some tens of milliseconds: what is shown is how many pairs are done.
      { signal: tools.signal, progress: async () => {} },
    );
    const { good, late, dropped, goodPerSecond, utilisation } = account;
    return {
      ...{ sloMs, good, late, dropped, goodPerSecond, utilisation },
      p99Ms: account.latencies.quantileMs(0.99),
    };
  }

  async #open(tools: ComputeTools): Promise<OpenedPredictor> {
    const { combination, predictor, errors } = await this.request.source(tools);
    return {
      combination,
      predict: predictionFunction(predictor),
      errors: this.request.errors === 'measured' ? errors : [],
    };
  }
}
