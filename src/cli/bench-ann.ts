import { availableParallelism } from 'node:os';
import { INDEX_KINDS, type IndexKind, METRICS } from '../backends/backend.js';
import { isBackendName, loadBackend } from '../backends/registry.js';
import { type BenchmarkResult, benchmark } from '../harness/benchmark.js';
import { LocalRunner } from '../harness/local-runner.js';
import type { Emit } from '../results/events.js';
import { comparedRows, type RecordedRun } from '../results/recorded-run.js';
import { planAnn } from '../suites/ann/plan.js';
import { type AnnRequest, annRequest } from '../suites/ann/request.js';
import { requestedDatasets } from '../suites/benchmark-request.js';
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
import { parseDatasets, parseQueries } from './dataset-flags.js';
import { type BelowOptions, FORMATS, presentRun, type RunOutcome } from './present-run.js';
import { pullDatasets } from './pull-datasets.js';
import { parseDurationMs, parseInteger, parsePositiveIntegers } from './quantities.js';
import { selectSubjects } from './select-subjects.js';
import { parseSweep } from './sweep-values.js';

/** What an engine made of block kernels builds. */
const DEFAULT_INDEXES: readonly IndexKind[] = ['ivf'];
/** One sample to train centroids on is as good as another, and the same for everybody is best. */
const INDEX_SEED = 1;

/** Flags of `mls bench ann` as typed. */
export interface BenchAnnFlags extends TargetFlags, RuleFlags {
  readonly index: string;
  readonly nprobe?: string | undefined;
  readonly ef?: string | undefined;
  readonly nlist?: string | undefined;
  readonly m: string;
  readonly 'ef-construction': string;
  readonly backend?: string | undefined;
  readonly engine?: string | undefined;
  readonly dataset: string;
  readonly metric: string;
  readonly k: string;
  readonly queries: string;
  readonly truth?: string | undefined;
  readonly n?: string | undefined;
  readonly d?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly timeout: string;
  readonly format: string;
  readonly ui: string;
}

/** `mls bench ann`: from flags to an exit code. */
export async function benchAnn(flags: BenchAnnFlags, options: { json: boolean }): Promise<RunOutcome> {
  // Before anything is fetched or probed: presentRun, which uses them, comes after.
  parseChoice('--format', flags.format, FORMATS);
  parseChoice('--ui', flags.ui, UI_CHOICES);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new' ? await requestOf(flags) : await requestOfRun(target.directory, 'ann', annRequest);
  const cells = planAnn({ ...request, datasets: await requestedDatasets(request) });
  await pullDatasets([...new Set(request.datasets)], options);
  const suite = await loadSuite('ann');
  const start = (onEvent: Emit): Promise<BenchmarkResult> =>
    benchmark({
      suite,
      cells,
      request,
      target,
      onEvent,
      rule: request.rule,
      runner: new LocalRunner(request.timeoutMs),
      command: resumeCommand('ann', flags.out),
    });
  const { ui, format } = flags;
  return presentRun({ ui, format, json: options.json, below: paretoCharts }, start);
}

async function paretoCharts(run: RecordedRun, options: BelowOptions): Promise<string[]> {
  const { renderParetoCharts } = await import('../report/pareto-chart.js');
  return [renderParetoCharts(comparedRows(run), run.started.columns, options)];
}

async function requestOf(flags: BenchAnnFlags): Promise<AnnRequest> {
  const { n, d, seed, threads, truth, nprobe, ef, nlist } = flags;
  const request = {
    datasets: parseDatasets('--dataset', flags.dataset),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    ks: parsePositiveIntegers('--k', flags.k),
    indexes: parseChoices('--index', flags.index, INDEX_KINDS),
    ms: parsePositiveIntegers('--m', flags.m),
    efConstructions: parsePositiveIntegers('--ef-construction', flags['ef-construction']),
    indexSeed: INDEX_SEED,
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: ruleOf(flags),
    ...parseQueries('--queries', flags.queries),
    ...(truth !== undefined && { truthPath: truth }),
    ...(nprobe !== undefined && { nprobes: parseSweep('--nprobe', nprobe) }),
    ...(ef !== undefined && { efs: parseSweep('--ef', ef) }),
    ...(nlist !== undefined && { nlists: parsePositiveIntegers('--nlist', nlist) }),
    ...(n !== undefined && { n: parsePositiveIntegers('--n', n) }),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
  };
  // Last, because it probes engines: what can be said without running anything is said first.
  return { ...request, subjects: await annSubjects(flags, request.indexes) };
}

/** Those named; or every contender that builds one of the indexes asked for. */
async function annSubjects(
  { backend, engine }: BenchAnnFlags,
  asked: readonly IndexKind[],
): Promise<AnnRequest['subjects']> {
  const subjects = await Promise.all(
    (await selectSubjects(backend, engine, 'ann')).map(async (subject) => ({
      ...subject,
      indexes: await indexesOf(subject.name),
    })),
  );
  if (backend !== undefined && backend !== 'all') return subjects;
  return subjects.filter(
    ({ role, indexes }) => role === 'contender' && indexes.some((kind) => asked.includes(kind)),
  );
}

async function indexesOf(name: string): Promise<IndexKind[]> {
  if (!isBackendName(name)) return [];
  const { role, indexes = DEFAULT_INDEXES } = await loadBackend(name);
  return role === 'contender' ? [...indexes] : [];
}
