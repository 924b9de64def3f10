import { METRICS, PRECISION_MODES } from '../../backends/backend.js';
import { UsageError } from '../../errors.js';
import { parseChoices } from '../../parse/choices.js';
import { parsePositiveIntegers } from '../../parse/quantities.js';
import { requestedDatasets } from '../../suites/benchmark-request.js';
import { planKnn } from '../../suites/knn/plan.js';
import { type KnnRequest, knnRequest } from '../../suites/knn/request.js';
import { parseQueries } from '../dataset-flags.js';
import type { RunOutcome } from '../present-run.js';
import { selectSubjects } from '../select-subjects.js';
import { type BenchFlags, benchRequest } from './request.js';
import { checkPresentation, runBenchmark } from './run-benchmark.js';
import { requestOfRun, targetOf } from './target.js';

/** Flags of `mls bench knn` as typed. */
export interface BenchKnnFlags extends BenchFlags {
  readonly metric: string;
  readonly k: string;
  readonly queries?: string | undefined;
  readonly truth?: string | undefined;
  readonly precision: string;
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
  checkPresentation(flags);
  const target = await targetOf(flags);
  const asked =
    target.kind === 'new' ? await requestOf(flags) : await requestOfRun(target.directory, 'knn', knnRequest);
  const request = { ...asked, ...(options.withNeighbours === true && { withNeighbours: true }) };
  const cells = planKnn({ ...request, datasets: await requestedDatasets(request) });
  const { json, command } = options;
  const { outcome } = await runBenchmark({ suite: 'knn', cells, request, target, flags, json, command });
  return outcome;
}

/** What flags ask. @throws UsageError; UnavailableError when a backend that was named cannot run here */
export async function requestOf(flags: BenchKnnFlags): Promise<KnnRequest> {
  const { queries, truth } = flags;
  const request = {
    ...benchRequest(flags),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    ks: parsePositiveIntegers('--k', flags.k),
    ...(queries !== undefined && parseQueries('--queries', queries)),
    ...(truth !== undefined && { truthPath: truth }),
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
  const precisions = parseChoices('--precision', flags.precision, PRECISION_MODES);
  return { ...request, subjects: await selectSubjects(flags.backend, flags.engine, { precisions }) };
}
