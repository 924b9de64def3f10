import { availableParallelism } from 'node:os';
import { join, normalize } from 'node:path';
import { METRICS } from '../backends/backend.js';
import { DATASET_NAMES } from '../datasets/registry.js';
import { UsageError } from '../errors.js';
import { type BenchmarkResult, benchmark, type Target } from '../harness/benchmark.js';
import { LocalRunner } from '../harness/local-runner.js';
import type { Emit } from '../results/events.js';
import { readJournal } from '../results/journal-reader.js';
import { DEFAULT_RUNS, findRunDirectory } from '../results/run-directory.js';
import { planKnn } from '../suites/knn/plan.js';
import { type KnnRequest, knnRequest, requestedDatasets } from '../suites/knn/request.js';
import { loadSuite } from '../suites/registry.js';
import { UI_CHOICES } from '../ui/choose-view.js';
import { parseChoice, parseChoices } from './choices.js';
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
  readonly queries: string;
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

/** `mls bench knn`: from flags to an exit code. */
export async function benchKnn(flags: BenchKnnFlags, options: { json: boolean }): Promise<RunOutcome> {
  // Before anything is fetched or probed: presentRun, which uses them, comes after.
  parseChoice('--format', flags.format, FORMATS);
  parseChoice('--ui', flags.ui, UI_CHOICES);
  const target = await targetOf(flags);
  const request = target.kind === 'new' ? await requestOf(flags) : await requestOfRun(target.directory);
  const datasets = requestedDatasets(request);
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
      command: `mls bench knn${outFlag(flags.out)}`,
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
  const { n, d, seed, threads, memory } = flags;
  const request = {
    datasets: parseChoices('--dataset', flags.dataset, DATASET_NAMES),
    queries: parsePositiveInteger('--queries', flags.queries),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    ks: parsePositiveIntegers('--k', flags.k),
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: ruleOf(flags),
    ...(n !== undefined && { n: parsePositiveIntegers('--n', n) }),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
    ...(memory !== undefined && { memoryBytes: parseBytes('--memory', memory) }),
  };
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
