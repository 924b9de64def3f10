import { type Config, type Interfaces, Parser } from '@oclif/core';
import { UsageError } from '../../errors.js';
import { annRequest } from '../../suites/ann/request.js';
import { type BenchmarkRequest, requestedDatasets } from '../../suites/benchmark-request.js';
import { distanceRequest } from '../../suites/distance/request.js';
import { kmeansRequest } from '../../suites/kmeans/request.js';
import { knnRequest } from '../../suites/knn/request.js';
import type { SuiteName } from '../../suites/registry.js';
import type { Cell } from '../../suites/suite.js';

/** Suites that are measured in rounds, which can be judged. */
export const ROUND_SUITES: readonly SuiteName[] = ['knn', 'distance', 'kmeans', 'ann'];

/** What a suite is asked to measure, and the cells that come of it. */
export interface SuitePlan {
  readonly suite: SuiteName;
  readonly request: Pick<BenchmarkRequest, 'datasets' | 'timeoutMs' | 'subjects' | 'threads'>;
  readonly cells: readonly Cell[];
}

type Requested = Omit<SuitePlan, 'suite'>;

/** A start has no use for queries, but a dataset has at least one. */
const KMEANS_QUERIES = 1;

const OF_REQUEST: Readonly<Record<SuiteName, (request: unknown) => Promise<Requested | undefined>>> = {
  async knn(asked) {
    const request = knnRequest.safeParse(asked).data;
    if (request === undefined) return undefined;
    const { planKnn } = await import('../../suites/knn/plan.js');
    return { request, cells: planKnn({ ...request, datasets: await requestedDatasets(request) }) };
  },
  async distance(asked) {
    const request = distanceRequest.safeParse(asked).data;
    if (request === undefined) return undefined;
    const { planDistance } = await import('../../suites/distance/plan.js');
    return { request, cells: await planDistance(request) };
  },
  async kmeans(asked) {
    const request = kmeansRequest.safeParse(asked).data;
    if (request === undefined) return undefined;
    const { planKMeans } = await import('../../suites/kmeans/plan.js');
    const datasets = await requestedDatasets({ ...request, queries: KMEANS_QUERIES });
    return { request, cells: planKMeans({ ...request, datasets }) };
  },
  async ann(asked) {
    const request = annRequest.safeParse(asked).data;
    if (request === undefined) return undefined;
    const { planAnn } = await import('../../suites/ann/plan.js');
    return { request, cells: planAnn({ ...request, datasets: await requestedDatasets(request) }) };
  },
};

/**
 * The plan of what an earlier run was asked.
 * @throws UsageError when an mls of another version asked it
 */
export async function planOfRequest(suite: SuiteName, request: unknown): Promise<SuitePlan> {
  const plan = await OF_REQUEST[suite](request);
  if (plan !== undefined) return { suite, ...plan };
  throw new UsageError(
    `expected what this version of mls bench ${suite} measures; the run was asked for by another one. Measure anew`,
  );
}

/**
 * The plan of `mls bench <suite>` with these flags.
 * @throws UsageError; UnavailableError when a backend that was named cannot run here
 */
export async function planOfArguments(
  config: Config,
  suite: SuiteName,
  argv: readonly string[],
): Promise<SuitePlan> {
  const command = await config.findCommand(`bench:${suite}`, { must: true }).load();
  const flags = await parsed(command.flags, command.baseFlags, argv);
  return planOfRequest(suite, await REQUEST_OF[suite](flags));
}

// The flags of each are declared in its command, and read by the same code as when it is typed.
const REQUEST_OF: Readonly<Record<SuiteName, (flags: never) => Promise<unknown>>> = {
  knn: async (flags) => (await import('./knn.js')).requestOf(flags),
  distance: async (flags) => (await import('./distance.js')).requestOf(flags),
  kmeans: async (flags) => (await import('./kmeans.js')).requestOf(flags),
  ann: async (flags) => (await import('./ann.js')).requestOf(flags),
};

async function parsed(
  flags: Interfaces.FlagInput,
  baseFlags: Interfaces.FlagInput,
  argv: readonly string[],
): Promise<never> {
  const { flags: values } = await Parser.parse([...argv], { flags: { ...baseFlags, ...flags } });
  return values as never;
}
