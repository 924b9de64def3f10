import type { MeasuredLoad } from '../../load/measure-load.js';
import type { LiveSetup } from '../../scheduling/live-setup.js';
import { openPolicy } from '../../scheduling/registry.js';
import { describeSetup } from '../../serving/balanced/scheduled/describe-setup.js';
import type { AnswerCheck } from '../../suites/serving/check-answers.js';
import { type ServingQuestion, type ServingRow, unmeasuredRow } from '../../suites/serving/row.js';
import { isSaturated } from '../../suites/serving/saturation.js';
import { simulateLoad } from '../../suites/serving/simulated-load.js';
import type { ServingSubject } from '../../suites/serving/subjects.js';
import type { ServingView } from '../../ui/serving/serving-view.js';
import type { LoadPoint } from '../load/points.js';
import { generatorCeiling } from './ceiling.js';
import { loadTier } from './load.js';
import type { BenchServingRequest } from './request.js';
import { checkTier, liveSetupOf, startTierProcess, type TierProcess } from './tier.js';

export interface SweepOptions {
  readonly request: BenchServingRequest;
  readonly subject: ServingSubject;
  /** As views and tables call it. */
  readonly name: string;
  readonly view: ServingView;
  readonly signal: AbortSignal;
  /** Whether rates past saturation are sent too. */
  readonly isWhole: boolean;
  /** From the client to a server and back, as the null tier showed. */
  readonly clientMs: number;
  /** What a policy plans with, in a line for people. */
  onPlan(line: string): void;
  /** A row as soon as there is one; a load that was sent comes with what it measured. */
  onRow(point: LoadPoint, row: ServingRow, measured?: MeasuredLoad): Promise<void>;
}

/** As often as a search for the capacity tries: of few requests one that a busy host delays is the 99th percentile. */
const MOST_TRIES = 3;

/**
 * Starts one tier, sends it all rates from the lowest on, and ends it. Past saturation a higher rate tells nothing but how
 * fast a queue grows, and is skipped. A tier that does not start, or ends, makes rows that say so.
 */
export async function sweepTier(options: SweepOptions): Promise<void> {
  const { request, subject, name, view, signal } = options;
  view.stage(`starting ${name}`);
  const points = [...request.points.points].sort((a, b) => (a.rate ?? 0) - (b.rate ?? 0));
  let tier: TierProcess | undefined;
  let answers: AnswerCheck;
  let live: LiveSetup | undefined;
  try {
    tier = await startTierProcess(subject.spec, signal);
    answers = await checkTier(tier.url, subject.tier === 'null' ? [] : request.questions, signal);
    live = await liveSetupOf(tier.url, signal);
    if (live !== undefined) options.onPlan(describeSetup(live, live.model === 'emulated'));
  } catch (error) {
    await tier?.stop();
    if (!signal.aborted) await allFailed(options, points, error);
    return;
  }
  try {
    view.stage('');
    if (subject.tier === 'null') await ceiling(options, tier, { ...answers, model: 'none' });
    else await ramp(options, points, tier, answers, live);
  } finally {
    view.stage(`stopping ${name}`);
    await tier.stop();
    view.stage('');
  }
}

async function ramp(
  options: SweepOptions,
  points: readonly LoadPoint[],
  tier: TierProcess,
  answers: AnswerCheck,
  live: LiveSetup | undefined,
): Promise<void> {
  const { request, name, view, signal, isWhole, clientMs, onRow } = options;
  let saturatedAt: number | null = null;
  for (const point of points) {
    if (signal.aborted) return;
    const question = questionOf(options, point);
    const ended = tier.ended();
    if (ended !== undefined) {
      await onRow(point, unmeasuredRow(question, answers.model, 'failed', `the tier ended with ${ended}`));
    } else if (saturatedAt !== null && !isWhole) {
      const reason = `past saturation at ${saturatedAt}/s`;
      await onRow(point, unmeasuredRow(question, answers.model, 'skipped', reason));
    } else {
      const { row, measured } = await loadTier({
        ...{ request, url: tier.url, point, question, answers, signal },
        mostTries: MOST_TRIES,
        simulated: async (plan) =>
          live && simulateLoad({ live, policy: openPolicy(live.policy), plan, slo: request.slo, clientMs }),
        onTry: () => view.begin({ subject: name, rate: question.rate, lengthMs: lengthOf(point) }),
        onFigures: (figures) => view.update(figures),
      });
      await onRow(point, row, measured);
      if (isSaturated(row)) saturatedAt ??= question.rate;
    }
  }
}

async function ceiling(options: SweepOptions, tier: TierProcess, answers: AnswerCheck): Promise<void> {
  const { request, name, view, signal, onRow } = options;
  let last: { readonly point: LoadPoint; readonly measured: MeasuredLoad } | undefined;
  const row = await generatorCeiling(async (point) => {
    const loaded = await loadTier({
      ...{ request, url: tier.url, point, answers, signal },
      question: { ...questionOf(options, point), arrivals: 'constant' },
      mostTries: MOST_TRIES,
      simulated: async () => undefined,
      onTry: () => view.begin({ subject: name, rate: point.rate ?? 0, lengthMs: lengthOf(point) }),
      onFigures: (figures) => view.update(figures),
    });
    last = { point, measured: loaded.measured };
    return loaded.row;
  }, signal);
  if (last !== undefined) await onRow(last.point, row);
}

async function allFailed(options: SweepOptions, points: readonly LoadPoint[], error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const { pipeline } = options.subject.spec;
  const told = options.subject.tier === 'null' ? points.slice(0, 1) : points;
  for (const point of told) {
    await options.onRow(
      point,
      unmeasuredRow(questionOf(options, point), pipeline.model, 'failed', reason.replaceAll('\n', ' ')),
    );
  }
}

function questionOf({ request, subject }: SweepOptions, { rate }: LoadPoint): ServingQuestion {
  const { tier, policy } = subject;
  return {
    subject: { tier, policy },
    rate: rate ?? 0,
    slo: request.slo.text,
    arrivals: request.points.arrivals,
    corpus: request.corpus,
  };
}

function lengthOf({ pacing }: LoadPoint): number {
  const { warmupMs, measuredMs } = pacing.kind === 'open' ? pacing.plan : pacing;
  return warmupMs + measuredMs;
}
