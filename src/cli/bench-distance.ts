import { availableParallelism, freemem } from 'node:os';
import { METRICS } from '../backends/backend.js';
import { benchmark } from '../harness/benchmark.js';
import { LocalRunner } from '../harness/local-runner.js';
import { comparedRows, type RecordedRun } from '../results/recorded-run.js';
import { DEFAULT_PAIRS, extentsOf, SHAPES, type Shape } from '../suites/distance/extent.js';
import { requireMemory } from '../suites/distance/memory.js';
import { planDistance } from '../suites/distance/plan.js';
import { type DistanceRequest, distanceRequest } from '../suites/distance/request.js';
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
import { type BelowOptions, FORMATS, presentRun, type RunOutcome } from './present-run.js';
import { pullDatasets } from './pull-datasets.js';
import { parseDurationMs, parseInteger, parsePositiveInteger, parsePositiveIntegers } from './quantities.js';
import { selectSubjects } from './select-subjects.js';

/** Flags of `mls bench distance` as typed. */
export interface BenchDistanceFlags extends TargetFlags, RuleFlags {
  readonly backend?: string | undefined;
  readonly engine?: string | undefined;
  readonly dataset: string;
  readonly metric: string;
  readonly shape?: string | undefined;
  readonly pairs?: string | undefined;
  readonly queries: string;
  readonly d?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly timeout: string;
  readonly format: string;
  readonly ui: string;
}

/** `mls bench distance`: from flags to an exit code. */
export async function benchDistance(
  flags: BenchDistanceFlags,
  { json }: { json: boolean },
): Promise<RunOutcome> {
  // Before anything is fetched or probed: presentRun, which uses them, comes after.
  parseChoice('--format', flags.format, FORMATS);
  parseChoice('--ui', flags.ui, UI_CHOICES);
  const target = await targetOf(flags);
  const request =
    target.kind === 'new'
      ? await requestOf(flags)
      : await requestOfRun(target.directory, 'distance', distanceRequest);
  const cells = await planDistance(request);
  requireMemory(cells, freemem());
  await pullDatasets([...new Set(request.datasets)], { json });
  const suite = await loadSuite('distance');
  return presentRun({ ui: flags.ui, format: flags.format, json, below }, (onEvent) =>
    benchmark({
      suite,
      cells,
      request,
      target,
      onEvent,
      rule: request.rule,
      runner: new LocalRunner(request.timeoutMs),
      command: resumeCommand('distance', flags.out),
    }),
  );
}

async function below(run: RecordedRun, options: BelowOptions): Promise<string[]> {
  const { renderScalingCharts } = await import('../report/scaling-chart.js');
  const { renderCrossovers } = await import('../report/crossover-lines.js');
  const charts = renderScalingCharts(comparedRows(run), run.started.columns, { ...options, against: 'd' });
  return [renderCrossovers(run, 'd'), charts];
}

async function requestOf(flags: BenchDistanceFlags): Promise<DistanceRequest> {
  const { d, seed, threads } = flags;
  const pairs = flags.pairs === undefined ? undefined : parsePositiveIntegers('--pairs', flags.pairs);
  const request = {
    datasets: parseDatasets('--dataset', flags.dataset),
    metrics: parseChoices('--metric', flags.metric, METRICS),
    extents: extentsOf(shapesOf(flags, pairs), pairs, parsePositiveInteger('--queries', flags.queries)),
    threads: threads === undefined ? [availableParallelism()] : parsePositiveIntegers('--threads', threads),
    timeoutMs: parseDurationMs('--timeout', flags.timeout),
    rule: ruleOf(flags),
    ...(d !== undefined && { d: parsePositiveIntegers('--d', d) }),
    ...(seed !== undefined && { seed: parseInteger('--seed', seed, 0) }),
  };
  // What can be said without running anything is said before engines are probed.
  requireMemory(await planDistance({ ...request, subjects: [{ name: 'null', role: 'null' }] }), freemem());
  return { ...request, subjects: await selectSubjects(flags.backend, flags.engine, 'distance') };
}

/** Without `--shape`, one pair is a pair and more are row pairs. */
function shapesOf({ shape }: BenchDistanceFlags, pairs: readonly number[] | undefined): Shape[] {
  if (shape !== undefined) return parseChoices('--shape', shape, SHAPES);
  const counts = pairs ?? DEFAULT_PAIRS;
  const single = counts.includes(1) ? (['pair'] as const) : [];
  return [...single, ...(counts.some((count) => count > 1) ? (['rows'] as const) : [])];
}
