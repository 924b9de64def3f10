import { UsageError } from '../../errors.js';
import type { Row } from '../../results/columns.js';
import type { CellSide, ComparedCell, ComparisonRequest } from '../../results/comparison/comparison.js';
import type { ComparisonRules } from '../../results/comparison/rules.js';
import type { Sample } from '../../results/events.js';
import type { Fingerprint } from '../../results/fingerprint.js';
import type { OpenedRun } from '../../results/open-run.js';
import type { RecordedRun } from '../../results/recorded-run.js';
import { CHECKS } from '../../results/status.js';
import { isComputedSuite } from '../../suites/computed-registry.js';
import { comparedCapacities } from './compared-capacities.js';
import { comparedFronts } from './compared-fronts.js';

/** Node's clock counts nanoseconds. */
const CLOCK_GRAIN_MS = 1e-6;

/** It does nothing: its row is what the harness costs, which is no change of anybody's. */
const NULL = 'null';

/**
 * What is to be judged of two runs.
 * @throws UsageError when they are of different suites
 */
export function comparisonRequest(
  base: OpenedRun,
  head: OpenedRun,
  rules: ComparisonRules,
): ComparisonRequest {
  const { suite, columns } = head.run.started;
  if (base.run.started.suite !== suite) {
    throw new UsageError(
      `expected two runs of one suite, which ask the same questions; ${base.run.started.runId} is of ` +
        `${base.run.started.suite} and ${head.run.started.runId} of ${suite}`,
    );
  }
  const cells = comparedCells(base.run, head.run);
  return {
    suite,
    columns,
    // What is computed is the same on every host.
    baseHosts: isComputedSuite(suite) ? [] : hostsOf(base),
    headHosts: isComputedSuite(suite) ? [] : hostsOf(head),
    clockGrainMs: CLOCK_GRAIN_MS,
    cells,
    fronts: comparedFronts(base.run, head.run),
    capacities: comparedCapacities(base.run, head.run),
    rules,
  };
}

/** Every host a run was measured on: where it was resumed, more than one. */
export function hostsOf({ journal }: OpenedRun): Fingerprint[] {
  const resumed = journal.events.flatMap((event) =>
    event.type === 'run-resumed' ? [event.fingerprint] : [],
  );
  return [journal.started.fingerprint, ...resumed];
}

/** Cells of either run but for the null subject's, in the order of the head's plan, then those that only the base has. */
function comparedCells(base: RecordedRun, head: RecordedRun): ComparedCell[] {
  const cells = [...head.started.cells, ...base.started.cells].filter(({ subject }) => subject !== NULL);
  const ids = new Set(cells.map(({ id }) => id));
  return [...ids].map((id) => {
    const baseSide = sideOf(base, id);
    const headSide = sideOf(head, id);
    return {
      id,
      ...(isComputedSuite(head.started.suite) && { isComputed: true }),
      ...(baseSide && { base: baseSide }),
      ...(headSide && { head: headSide }),
    };
  });
}

function sideOf(run: RecordedRun, id: string): CellSide | undefined {
  if (!run.started.cells.some((cell) => cell.id === id)) return undefined;
  const samples = run.samples.get(id) ?? [];
  const row = run.rows.get(id) ?? {};
  return {
    status: run.statuses.get(id) ?? 'interrupted',
    check: checkOf(row),
    roundsMs: samples.map(({ ms }) => ms),
    quality: isComputedSuite(run.started.suite) ? figuresOf(row) : qualityOf(samples),
  };
}

function checkOf(row: Row): CellSide['check'] {
  return CHECKS.find((check) => check === row.check) ?? 'none';
}

/** Every number of a row that was computed, once. */
function figuresOf(row: Row): Record<string, number[]> {
  const numbers = Object.entries(row).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return Object.fromEntries(numbers.map(([name, value]) => [name, [value]]));
}

/** Values by metric, in the order of the rounds; a round without one is passed over. */
function qualityOf(samples: readonly Sample[]): Record<string, number[]> {
  const quality: Record<string, number[]> = {};
  for (const sample of samples) {
    for (const [metric, value] of Object.entries(sample.quality)) {
      quality[metric] = [...(quality[metric] ?? []), value];
    }
  }
  return quality;
}
