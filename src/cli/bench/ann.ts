import { INDEX_KINDS, type IndexKind, METRICS } from '../../backends/backend.js';
import { isBackendName, loadBackend } from '../../backends/registry.js';
import { parseChoices } from '../../parse/choices.js';
import { parsePositiveIntegers } from '../../parse/quantities.js';
import { parseSweep } from '../../parse/sweep-values.js';
import { planAnn } from '../../suites/ann/plan.js';
import { type AnnRequest, annRequest } from '../../suites/ann/request.js';
import { requestedDatasets } from '../../suites/benchmark-request.js';
import { belowAnn } from '../below-table.js';
import { parseQueries } from '../dataset-flags.js';
import type { RunOutcome } from '../present-run.js';
import { selectSubjects } from '../select-subjects.js';
import { type BenchFlags, benchRequest } from './request.js';
import { checkPresentation, runBenchmark } from './run-benchmark.js';
import { requestOfRun, targetOf } from './target.js';

/** What an engine made of block kernels builds. */
const DEFAULT_INDEXES: readonly IndexKind[] = ['ivf'];
/** One sample to train centroids on is as good as another, and the same for everybody is best. */
const INDEX_SEED = 1;

/** Flags of `mls bench ann` as typed. */
export interface BenchAnnFlags extends BenchFlags {
  readonly index: string;
  readonly nprobe?: string | undefined;
  readonly ef?: string | undefined;
  readonly nlist?: string | undefined;
  readonly m: string;
  readonly 'ef-construction': string;
  readonly metric: string;
  readonly k: string;
  readonly queries: string;
  readonly truth?: string | undefined;
}

export interface BenchAnnOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
}

/** `mls bench ann`: from flags to an exit code. */
export async function benchAnn(
  flags: BenchAnnFlags,
  { json, command }: BenchAnnOptions,
): Promise<RunOutcome> {
  checkPresentation(flags);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new' ? await requestOf(flags) : await requestOfRun(target.directory, 'ann', annRequest);
  const cells = planAnn({ ...request, datasets: await requestedDatasets(request) });
  const { outcome } = await runBenchmark({
    suite: 'ann',
    cells,
    request,
    target,
    flags,
    json,
    command,
    below: belowAnn,
  });
  return outcome;
}

/** What flags ask. @throws UsageError; UnavailableError when a backend that was named cannot run here */
export async function requestOf(flags: BenchAnnFlags): Promise<AnnRequest> {
  const { truth, nprobe, ef, nlist } = flags;
  const request = {
    ...benchRequest(flags),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    ks: parsePositiveIntegers('--k', flags.k),
    indexes: parseChoices('--index', flags.index, INDEX_KINDS),
    ms: parsePositiveIntegers('--m', flags.m),
    efConstructions: parsePositiveIntegers('--ef-construction', flags['ef-construction']),
    indexSeed: INDEX_SEED,
    ...parseQueries('--queries', flags.queries),
    ...(truth !== undefined && { truthPath: truth }),
    ...(nprobe !== undefined && { nprobes: parseSweep('--nprobe', nprobe) }),
    ...(ef !== undefined && { efs: parseSweep('--ef', ef) }),
    ...(nlist !== undefined && { nlists: parsePositiveIntegers('--nlist', nlist) }),
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
    (await selectSubjects(backend, engine, { suite: 'ann' })).map(async (subject) => ({
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
