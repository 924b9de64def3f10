import { UsageError } from '../../errors.js';
import { parseArrivals } from '../../load/arrivals/parse-arrivals.js';
import type { RequestSpec } from '../../load/generator/protocol.js';
import { goodWithinMs, parseSlo, type Slo } from '../../load/slo.js';
import { parseChoices } from '../../parse/choices.js';
import { parseDurationMs } from '../../parse/quantities.js';
import { TIER_NAMES } from '../../serving/tier.js';
import { bodyOf, type Question, usualQuestions } from '../../suites/serving/questions.js';
import { type ServingSubject, subjectsOf } from '../../suites/serving/subjects.js';
import { type HttpFlags, requestSpec } from '../load/http.js';
import { type LoadPoints, loadPoints, type PacingFlags } from '../load/points.js';
import { balancedBy, parsePolicies } from './policies.js';
import { CLOSES, parseBatching, parsePipeline, parseScaling, type TierFlags } from './serve-flags.js';

/** Flags of `mls bench serving` as typed. */
export interface BenchServingFlags
  extends TierFlags,
    Pick<PacingFlags, 'rps' | 'arrivals' | 'duration' | 'requests' | 'warmup' | 'clients' | 'seed'>,
    Pick<HttpFlags, 'body' | 'timeout' | 'connections'> {
  readonly tier: string;
  readonly slo?: string | undefined;
  readonly 'all-rates': boolean;
  readonly format: string;
  readonly ui: string;
  readonly out: string;
}

/** What the published service claims for its last tier. */
export const USUAL_SLO = 'p99=1500ms';

export interface BenchServingRequest {
  readonly subjects: readonly ServingSubject[];
  readonly points: LoadPoints;
  readonly slo: Slo;
  readonly corpus: string;
  /** Asked once of each tier before it is loaded. */
  readonly questions: readonly Question[];
  /** What is done otherwise than it was asked, for people. */
  readonly notes: readonly string[];
  /** What is sent to a tier. */
  requestTo(url: string): RequestSpec;
}

/** @throws UsageError for flags that cannot be meant */
export async function benchServingRequest(flags: BenchServingFlags): Promise<BenchServingRequest> {
  const sloText = flags.slo ?? USUAL_SLO;
  const slo = parseSlo(sloText);
  if (!Number.isFinite(goodWithinMs(slo))) {
    throw new UsageError(`expected --slo to name a latency, such as ${USUAL_SLO}; got "${sloText}"`);
  }
  const closes = parseChoices('--close', flags.close, CLOSES);
  const pipeline = parsePipeline(flags);
  const questions = usualQuestions(pipeline.corpus);
  const policies = parsePolicies(flags);
  const scaling = parseScaling(flags, sloText);
  const subjects = subjectsOf({
    tiers: parseChoices('--tier', flags.tier, TIER_NAMES),
    common: {
      pipeline,
      batching: { ...parseBatching(flags), close: closes[0] ?? 'adaptive' },
      host: '127.0.0.1',
      port: 0,
      requestTimeoutMs: parseDurationMs('--timeout', flags.timeout),
    },
    closes,
    balanced: policies.map((policy) => balancedBy(policy, scaling, flags.autoscale !== undefined)),
  });
  if (flags.policy !== undefined && !subjects.some(({ tier }) => tier === 'balanced')) {
    throw new UsageError(`expected --policy with the tier balanced; got --tier ${flags.tier}`);
  }
  if (parseArrivals(flags.arrivals, 0).course.kind !== 'rate') {
    throw new UsageError(
      `expected --arrivals to keep one rate, such as poisson, constant, gamma:SHAPE or seed; got "${flags.arrivals}"`,
    );
  }
  const points = await loadPoints({ ...flags, 'find-capacity': false });
  const bodies = questions.map(bodyOf);
  const { body, timeout, connections } = flags;
  const http = await requestSpec('http://127.0.0.1/rag', {
    ...{ timeout, connections, method: 'POST' },
    body: body ?? bodies[0],
  });
  return {
    subjects,
    points,
    slo,
    corpus: pipeline.corpus,
    questions,
    notes: notesOf(subjects),
    requestTo: (url) => ({ ...http, url: `${url}/rag`, ...(body === undefined && { bodies }) }),
  };
}

function notesOf(subjects: readonly ServingSubject[]): string[] {
  return subjects.flatMap(({ policy, spec: { balanced } }) => {
    if (balanced === undefined || typeof balanced.policy === 'string') return [];
    const { autoscale, minInstances } = balanced;
    if (autoscale === 'none') return [];
    return [
      `${policy} plans for the workers there are: ${minInstances} of them, without --autoscale ${autoscale}`,
    ];
  });
}
