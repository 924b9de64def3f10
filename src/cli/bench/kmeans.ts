import { COSINE_MEANS, KMEANS_ALGORITHMS } from '../../backends/backend.js';
import { KMEANS_INITS } from '../../backends/shared/kmeans/starts.js';
import { UsageError } from '../../errors.js';
import type { StoppingRule } from '../../harness/stopping.js';
import { parseChoice, parseChoices } from '../../parse/choices.js';
import { parseInteger, parsePositiveInteger, parsePositiveIntegers } from '../../parse/quantities.js';
import { requestedDatasets } from '../../suites/benchmark-request.js';
import { KMEANS_METRICS, type KMeansSettings } from '../../suites/kmeans/parameters.js';
import { planKMeans } from '../../suites/kmeans/plan.js';
import { type KMeansRequest, kmeansRequest } from '../../suites/kmeans/request.js';
import type { RunOutcome } from '../present-run.js';
import { selectSubjects } from '../select-subjects.js';
import { kmeansReport } from './kmeans-report.js';
import { type BenchFlags, benchRequest } from './request.js';
import { checkPresentation, runBenchmark } from './run-benchmark.js';
import { requestOfRun, targetOf } from './target.js';

/** Flags of `mls bench kmeans` as typed. */
export interface BenchKMeansFlags extends BenchFlags {
  readonly metric?: string | undefined;
  readonly k?: string | undefined;
  readonly init: string;
  readonly algorithm: string;
  readonly 'max-iter': string;
  readonly tol: string;
  readonly restarts: string;
  readonly 'start-seed': string;
  readonly batch: string;
  readonly 'cosine-mean': string;
  readonly elbow?: boolean;
}

export interface BenchKMeansOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
}

/** A start has no use for queries, but a dataset has at least one. */
const QUERIES = 1;
/** A loss is the same in every round, and from every backend. */
const ONE_ROUND: StoppingRule = { kind: 'rounds', rounds: 1 };
const ELBOW_BACKEND = 'ts';
const ELBOW_KS = '1:101:10';

/** `mls bench kmeans`: from flags to an exit code. */
export async function benchKMeans(flags: BenchKMeansFlags, options: BenchKMeansOptions): Promise<RunOutcome> {
  checkPresentation(flags);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new'
      ? await requestOf(flags)
      : await requestOfRun(target.directory, 'kmeans', kmeansRequest);
  const cells = planKMeans({
    ...request,
    datasets: await requestedDatasets({ ...request, queries: QUERIES }),
  });
  const { below, write, document } = kmeansReport(request.elbow);
  const { json, command } = options;
  const { outcome, result } = await runBenchmark({
    suite: 'kmeans',
    cells,
    request,
    target,
    flags,
    json,
    command,
    below,
  });
  await write(result, options);
  return { ...outcome, document: document(outcome.document) };
}

/** What flags ask. @throws UsageError; UnavailableError when a backend that was named cannot run here */
export async function requestOf(flags: BenchKMeansFlags): Promise<KMeansRequest> {
  const elbow = flags.elbow === true;
  const common = benchRequest(flags);
  const request = {
    ...common,
    metrics: parseChoices('--metric', flags.metric ?? (elbow ? 'all' : 'l2'), KMEANS_METRICS),
    ks: parsePositiveIntegers('--k', flags.k ?? (elbow ? ELBOW_KS : '10')),
    settings: settingsOf(flags),
    elbow,
    rule: elbow && flags.rounds === undefined ? ONE_ROUND : common.rule,
  };
  if (elbow) requireOneCurve(flags, request);
  const backend = flags.backend ?? (elbow ? ELBOW_BACKEND : undefined);
  // Last, because it probes engines: what can be said without running anything is said first.
  return { ...request, subjects: await selectSubjects(backend, flags.engine, { suite: 'kmeans' }) };
}

function settingsOf(flags: BenchKMeansFlags): KMeansSettings {
  return {
    init: parseChoice('--init', flags.init, KMEANS_INITS),
    algorithm: parseChoice('--algorithm', flags.algorithm, KMEANS_ALGORITHMS),
    maxIterations: parseInteger('--max-iter', flags['max-iter'], 0),
    tolerance: parseTolerance(flags.tol),
    restarts: parsePositiveInteger('--restarts', flags.restarts),
    startSeed: parseInteger('--start-seed', flags['start-seed'], 0),
    batchRows: parsePositiveInteger('--batch', flags.batch),
    cosineMean: parseChoice('--cosine-mean', flags['cosine-mean'], COSINE_MEANS),
  };
}

function parseTolerance(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && value < 1) return value;
  throw new UsageError(`expected --tol to be a share of at least 0 and below 1, such as 1e-4; got "${text}"`);
}

/** A curve is of one set of vectors, and a second backend would only draw it again. */
function requireOneCurve(
  flags: BenchKMeansFlags,
  { datasets, n, d, threads }: Pick<KMeansRequest, 'datasets' | 'n' | 'd' | 'threads'>,
): void {
  const several = [
    ['--dataset', datasets],
    ['--n', n ?? []],
    ['--d', d ?? []],
    ['--threads', threads],
    ['--backend', flags.backend?.split(',') ?? []],
  ] as const;
  for (const [flag, values] of several) {
    if (values.length > 1 || (flag === '--backend' && values[0] === 'all')) {
      throw new UsageError(
        `expected one ${flag} with --elbow, which draws one curve; got ${values.join(',')}`,
      );
    }
  }
}
