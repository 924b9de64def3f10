import { availableParallelism } from 'node:os';
import { COSINE_MEANS, KMEANS_ALGORITHMS } from '../backends/backend.js';
import { KMEANS_INITS } from '../backends/shared/kmeans/starts.js';
import { UsageError } from '../errors.js';
import { type BenchmarkResult, benchmark } from '../harness/benchmark.js';
import { LocalRunner } from '../harness/local-runner.js';
import type { StoppingRule } from '../harness/stopping.js';
import { requestedDatasets } from '../suites/benchmark-request.js';
import { KMEANS_METRICS, type KMeansSettings } from '../suites/kmeans/parameters.js';
import { planKMeans } from '../suites/kmeans/plan.js';
import { type KMeansRequest, kmeansRequest } from '../suites/kmeans/request.js';
import { loadSuite } from '../suites/registry.js';
import { UI_CHOICES } from '../ui/choose-view.js';
import {
  type RuleFlags,
  requestOfRun,
  resumeCommand,
  ruleOf,
  type TargetFlags,
  targetOf,
} from './bench-target.js';
import { parseChoice, parseChoices } from './choices.js';
import { parseDatasets } from './dataset-flags.js';
import { kmeansReport } from './kmeans-report.js';
import { FORMATS, presentRun, type RunOutcome } from './present-run.js';
import { pullDatasets } from './pull-datasets.js';
import {
  parseBytes,
  parseDurationMs,
  parseInteger,
  parsePositiveInteger,
  parsePositiveIntegers,
} from './quantities.js';
import { selectSubjects } from './select-subjects.js';

/** Flags of `mls bench kmeans` as typed. */
export interface BenchKMeansFlags extends TargetFlags, RuleFlags {
  readonly backend?: string | undefined;
  readonly engine?: string | undefined;
  readonly dataset: string;
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
  readonly n?: string | undefined;
  readonly d?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly memory?: string | undefined;
  readonly timeout: string;
  readonly format: string;
  readonly ui: string;
}

export interface BenchKMeansOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
}

/** A start has no use for queries, but a dataset has at least one. */
const QUERIES = 1;
/** A loss is the same in every round, and from every backend. */
const ELBOW_BACKEND = 'ts';
const ELBOW_KS = '1:101:10';

/** `mls bench kmeans`: from flags to an exit code. */
export async function benchKMeans(flags: BenchKMeansFlags, options: BenchKMeansOptions): Promise<RunOutcome> {
  // Before anything is fetched or probed: presentRun, which uses them, comes after.
  parseChoice('--format', flags.format, FORMATS);
  parseChoice('--ui', flags.ui, UI_CHOICES);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new'
      ? await requestOf(flags)
      : await requestOfRun(target.directory, 'kmeans', kmeansRequest);
  const datasets = await requestedDatasets({ ...request, queries: QUERIES });
  const cells = planKMeans({ ...request, datasets });
  await pullDatasets([...new Set(request.datasets)], options);
  const suite = await loadSuite('kmeans');
  const report = kmeansReport(request.elbow);
  let result: BenchmarkResult | undefined;
  const outcome = await presentRun(
    { ui: flags.ui, format: flags.format, json: options.json, below: report.below },
    async (onEvent) => {
      result = await benchmark({
        suite,
        cells,
        request,
        target,
        onEvent,
        rule: request.rule,
        runner: new LocalRunner(request.timeoutMs),
        command: options.command ?? resumeCommand('kmeans', flags.out),
      });
      return result;
    },
  );
  if (result !== undefined) await report.write(result, options);
  return { ...outcome, document: report.document(outcome.document) };
}

async function requestOf(flags: BenchKMeansFlags): Promise<KMeansRequest> {
  const { n, d, seed, threads, memory } = flags;
  const elbow = flags.elbow === true;
  const request = {
    datasets: parseDatasets('--dataset', flags.dataset),
    metrics: parseChoices('--metric', flags.metric ?? (elbow ? 'all' : 'l2'), KMEANS_METRICS),
    ks: parsePositiveIntegers('--k', flags.k ?? (elbow ? ELBOW_KS : '10')),
    settings: settingsOf(flags),
    elbow,
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: elbow && flags.rounds === undefined ? ONE_ROUND : ruleOf(flags),
    ...(n !== undefined && { n: parsePositiveIntegers('--n', n) }),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
    ...(memory !== undefined && { memoryBytes: parseBytes('--memory', memory) }),
  };
  if (elbow) requireOneCurve(flags, request);
  const backend = flags.backend ?? (elbow ? ELBOW_BACKEND : undefined);
  // Last, because it probes engines: what can be said without running anything is said first.
  return { ...request, subjects: await selectSubjects(backend, flags.engine, 'kmeans') };
}

const ONE_ROUND: StoppingRule = { kind: 'rounds', rounds: 1 };

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
