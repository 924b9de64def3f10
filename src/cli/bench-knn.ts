import { availableParallelism } from 'node:os';
import { join, normalize } from 'node:path';
import { METRICS } from '../backends/backend.js';
import { UsageError } from '../errors.js';
import { type BenchmarkResult, benchmark, type Target } from '../harness/benchmark.js';
import { LocalRunner } from '../harness/local-runner.js';
import type { Emit } from '../results/events.js';
import { readJournal } from '../results/journal-reader.js';
import { DEFAULT_RUNS, findRunDirectory } from '../results/run-directory.js';
import { requestedDatasets } from '../suites/benchmark-request.js';
import { planKnn } from '../suites/knn/plan.js';
import { type KnnRequest, knnRequest } from '../suites/knn/request.js';
import { loadSuite } from '../suites/registry.js';
import { UI_CHOICES } from '../ui/choose-view.js';
import { parseChoice, parseChoices } from './choices.js';
import { parseDatasets, parseQueries } from './dataset-flags.js';
import { FORMATS, presentRun, type RunOutcome } from './present-run.js';
import { pullDatasets } from './pull-datasets.js';
import {
  parseBytes,
  parseDurationMs,
  parseInteger,
  parsePositiveInteger,
  parsePositiveIntegers,
  parseShare,
} from './quantities.js';
import { selectSubjects } from './select-subjects.js';

/** Flags of `mls bench knn` as typed. */
export interface BenchKnnFlags {
  readonly backend?: string | undefined;
  readonly engine?: string | undefined;
  readonly dataset: string;
  readonly metric: string;
  readonly k: string;
  readonly queries?: string | undefined;
  readonly truth?: string | undefined;
  readonly n?: string | undefined;
  readonly d?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly memory?: string | undefined;
  readonly rounds?: string | undefined;
  readonly time: string;
  readonly interval: string;
  readonly timeout: string;
  readonly format: string;
  readonly out: string;
  readonly ui: string;
  readonly resume?: string | undefined;
  readonly 'allow-mixed'?: boolean;
}

export interface BenchKnnOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
  /** Whether rows carry the first query's neighbours. */
  readonly withNeighbours?: boolean;
}

/** `mls bench knn`: from flags to an exit code. */
export async function benchKnn(flags: BenchKnnFlags, options: BenchKnnOptions): Promise<RunOutcome> {
  // Before anything is fetched or probed: presentRun, which uses them, comes after.
  parseChoice('--format', flags.format, FORMATS);
  parseChoice('--ui', flags.ui, UI_CHOICES);
  const target = await targetOf(flags);
  const asked = target.kind === 'new' ? await requestOf(flags) : await requestOfRun(target.directory);
  const request = { ...asked, ...(options.withNeighbours === true && { withNeighbours: true }) };
  const datasets = await requestedDatasets(request);
  const cells = planKnn({ ...request, datasets });
  await pullDatasets([...new Set(request.datasets)], options);
  const suite = await loadSuite('knn');
  const start = (onEvent: Emit): Promise<BenchmarkResult> =>
    benchmark({
      suite,
      cells,
      request,
      target,
      onEvent,
      rule: request.rule,
      runner: new LocalRunner(request.timeoutMs),
      command: `${options.command ?? 'mls bench knn'}${outFlag(flags.out)}`,
    });
  return presentRun({ ui: flags.ui, format: flags.format, json: options.json }, start);
}

/** What a command that goes on with the run must say of where it lies. */
function outFlag(out: string): string {
  if (normalize(out) === DEFAULT_RUNS) return '';
  return ` --out ${/^[\w./-]+$/.test(out) ? out : `'${out.replaceAll("'", `'\\''`)}'`}`;
}

async function targetOf(flags: BenchKnnFlags): Promise<Target> {
  if (flags.resume === undefined) return { kind: 'new', runs: flags.out };
  const directory = await findRunDirectory(flags.out, flags.resume);
  return { kind: 'resumed', directory, allowMixed: flags['allow-mixed'] === true };
}

async function requestOfRun(directory: string): Promise<KnnRequest> {
  const { started } = await readJournal(join(directory, 'journal.ndjson'));
  const request = knnRequest.safeParse(started.request);
  if (started.suite === 'knn' && request.success) return request.data;
  throw new UsageError(
    `expected a run of this version's mls bench knn to resume; ${started.runId} was begun by: ${started.command}`,
  );
}

async function requestOf(flags: BenchKnnFlags): Promise<KnnRequest> {
  const { n, d, seed, threads, memory, queries, truth } = flags;
  const request = {
    datasets: parseDatasets('--dataset', flags.dataset),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    ks: parsePositiveIntegers('--k', flags.k),
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: ruleOf(flags),
    ...(queries !== undefined && parseQueries('--queries', queries)),
    ...(truth !== undefined && { truthPath: truth }),
    ...(n !== undefined && { n: parsePositiveIntegers('--n', n) }),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
    ...(memory !== undefined && { memoryBytes: parseBytes('--memory', memory) }),
  };
  if (
    truth !== undefined &&
    [request.metrics, request.datasets, request.n ?? [0]].some(({ length }) => length > 1)
  ) {
    throw new UsageError(
      `expected one --metric, one --dataset and one --n beside --truth, as a truth is of one question; got ` +
        `${flags.metric} on ${flags.dataset}. Run them one by one, or leave out --truth`,
    );
  }
  // Last, because it probes engines: what can be said without running anything is said first.
  return { ...request, subjects: await selectSubjects(flags.backend, flags.engine) };
}

function ruleOf(flags: BenchKnnFlags): KnnRequest['rule'] {
  if (flags.rounds !== undefined)
    return { kind: 'rounds', rounds: parsePositiveInteger('--rounds', flags.rounds) };
  return {
    kind: 'tight',
    halfWidth: parseShare('--interval', flags.interval),
    timeMs: parseDurationMs('--time', flags.time),
  };
}
