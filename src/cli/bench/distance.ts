import { freemem } from 'node:os';
import { METRICS } from '../../backends/backend.js';
import { parseChoices } from '../../parse/choices.js';
import { parsePositiveInteger, parsePositiveIntegers } from '../../parse/quantities.js';
import { DEFAULT_PAIRS, extentsOf, SHAPES, type Shape } from '../../suites/distance/extent.js';
import { requireMemory } from '../../suites/distance/memory.js';
import { planDistance } from '../../suites/distance/plan.js';
import { type DistanceRequest, distanceRequest } from '../../suites/distance/request.js';
import { belowDistance } from '../below-table.js';
import type { RunOutcome } from '../present-run.js';
import { selectSubjects } from '../select-subjects.js';
import { type BenchFlags, benchRequest } from './request.js';
import { checkPresentation, runBenchmark } from './run-benchmark.js';
import { requestOfRun, targetOf } from './target.js';

/** Flags of `mls bench distance` as typed. */
export interface BenchDistanceFlags extends BenchFlags {
  readonly metric: string;
  readonly shape?: string | undefined;
  readonly pairs?: string | undefined;
  readonly queries: string;
}

export interface BenchDistanceOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command?: string;
}

/** `mls bench distance`: from flags to an exit code. */
export async function benchDistance(
  flags: BenchDistanceFlags,
  { json, command }: BenchDistanceOptions,
): Promise<RunOutcome> {
  checkPresentation(flags);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new'
      ? await requestOf(flags)
      : await requestOfRun(target.directory, 'distance', distanceRequest);
  const cells = await planDistance(request);
  requireMemory(cells, freemem());
  const { outcome } = await runBenchmark({
    suite: 'distance',
    cells,
    request,
    target,
    flags,
    json,
    command,
    below: belowDistance,
  });
  return outcome;
}

/** What flags ask. @throws UsageError; UnavailableError when a backend that was named cannot run here */
export async function requestOf(flags: BenchDistanceFlags): Promise<DistanceRequest> {
  const pairs = flags.pairs === undefined ? undefined : parsePositiveIntegers('--pairs', flags.pairs);
  const request = {
    ...benchRequest(flags),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    extents: extentsOf(shapesOf(flags, pairs), pairs, parsePositiveInteger('--queries', flags.queries)),
  };
  // What can be said without running anything is said before engines are probed.
  requireMemory(await planDistance({ ...request, subjects: [{ name: 'null', role: 'null' }] }), freemem());
  return { ...request, subjects: await selectSubjects(flags.backend, flags.engine, { suite: 'distance' }) };
}

/** Without `--shape`, one pair is a pair and more are row pairs. */
function shapesOf({ shape }: BenchDistanceFlags, pairs: readonly number[] | undefined): Shape[] {
  if (shape !== undefined) return parseChoices('--shape', shape, SHAPES);
  const counts = pairs ?? DEFAULT_PAIRS;
  const single = counts.includes(1) ? (['pair'] as const) : [];
  return [...single, ...(counts.some((count) => count > 1) ? (['rows'] as const) : [])];
}
