import type { ArrivalPlan } from '../../load/arrivals/plan.js';
import type { GeneratorProgress } from '../../load/generator/protocol.js';
import { type MeasuredLoad, measureLoad } from '../../load/measure-load.js';
import type { AnswerCheck } from '../../suites/serving/check-answers.js';
import { type ServingQuestion, type ServingRow, servingRowOf } from '../../suites/serving/row.js';
import { isSaturated } from '../../suites/serving/saturation.js';
import { ServerWatch } from '../../suites/serving/server/server-watch.js';
import type { SimulatedLoad } from '../../suites/serving/simulated-load.js';
import type { ServingFigures } from '../../ui/serving/serving-view.js';
import type { LoadPoint } from '../load/points.js';
import type { BenchServingRequest } from './request.js';

export interface RateOptions {
  readonly request: Pick<BenchServingRequest, 'requestTo' | 'slo'>;
  readonly url: string;
  readonly point: LoadPoint;
  readonly question: ServingQuestion;
  readonly answers: AnswerCheck;
  /** Loads at most, where the generator does not keep its plan. */
  readonly mostTries: number;
  /** Simulates the load, where something schedules. */
  simulated(plan: ArrivalPlan): Promise<SimulatedLoad | undefined>;
  readonly signal: AbortSignal;
  onTry(): void;
  onFigures(figures: ServingFigures): void;
}

const SATURATED_TRIES = 2;

/** Sends a tier one rate, and again where the generator left its plan: what else its host did may be to blame. */
export async function loadTier(
  options: RateOptions,
): Promise<{ readonly row: ServingRow; readonly measured: MeasuredLoad }> {
  for (let tries = 1; ; tries++) {
    options.onTry();
    const { row, measured } = await loadOnce(options, tries);
    // A queue that grew takes long to empty, and would grow again.
    const mostTries = isSaturated(row) ? SATURATED_TRIES : options.mostTries;
    if (row.status !== 'invalid' || tries >= mostTries || options.signal.aborted) {
      return { row, measured };
    }
  }
}

async function loadOnce(options: RateOptions, tries: number) {
  const { request, url, point, question, answers, signal, onFigures } = options;
  const { pacing, processes, rate } = point;
  const warmupMs = pacing.kind === 'open' ? pacing.plan.warmupMs : pacing.warmupMs;
  const watch = new ServerWatch(url);
  let before: GeneratorProgress | undefined;
  let isWarm = false;
  try {
    await watch.mark();
    const measured = await measureLoad(
      { request: request.requestTo(url), pacing, processes },
      { url, arrivals: question.arrivals, rate, concurrency: null, slo: request.slo.text },
      request.slo,
      {
        signal,
        onProgress(now) {
          if (!isWarm && now.atMs >= warmupMs) {
            isWarm = true;
            void watch.mark();
          }
          onFigures(figuresOf(now, before, watch));
          before = now;
        },
      },
    );
    const server = await watch.means();
    const row = servingRowOf(question, {
      ...{ load: measured.row, server, answers, tries },
      planRps: planRpsOf(point),
      simulated: pacing.kind === 'open' ? await options.simulated(pacing.plan) : undefined,
    });
    return { row, measured };
  } finally {
    watch.stop();
  }
}

function figuresOf(
  now: GeneratorProgress,
  before: GeneratorProgress | undefined,
  watch: ServerWatch,
): ServingFigures {
  const seconds = (now.atMs - (before?.atMs ?? 0)) / 1000;
  const perSecond = (count: number) => (seconds > 0 ? count / seconds : 0);
  const { atMs, inFlight, p50Ms, p90Ms, p99Ms, refused, failed } = now;
  return {
    ...{ atMs, inFlight, p50Ms, p90Ms, p99Ms, refused, failed },
    offeredRps: perSecond(now.sent - (before?.sent ?? 0)),
    achievedRps: perSecond(now.ok - (before?.ok ?? 0)),
    queue: watch.now?.queueDepth ?? null,
    batch: watch.now?.meanBatch ?? null,
    instances: watch.now?.instances ?? null,
  };
}

function planRpsOf({ pacing }: LoadPoint): number {
  if (pacing.kind !== 'open') return Number.NaN;
  const { timesMs, warmupCount, measuredMs } = pacing.plan;
  return (timesMs.length - warmupCount) / (measuredMs / 1000);
}
