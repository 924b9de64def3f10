import { UsageError } from '../../errors.js';
import type { Experiment } from '../../results/experiment/experiment.js';
import { type ComputedSuiteName, loadComputedSuite } from '../../suites/computed-registry.js';
import type { RunOutcome } from '../present-run.js';
import { runComputed } from './run-computed.js';

/** Flags of `mls run` as they were given; those of timing mean nothing to what is computed. */
type GivenFlags = Readonly<Record<string, unknown>>;

const PRESENTATION: readonly string[] = ['format', 'ui', 'out'];

/**
 * Runs the grid of an experiment whose suite is computed.
 * @throws UsageError for a flag of timed suites
 */
export async function runComputedExperiment(
  suite: ComputedSuiteName,
  grid: Experiment['quick'],
  given: GivenFlags,
  { json, command }: { readonly json: boolean; readonly command: string },
): Promise<RunOutcome> {
  const timed = Object.keys(given).find(
    (flag) => !PRESENTATION.includes(flag) && given[flag] !== undefined && given[flag] !== false,
  );
  if (timed !== undefined) {
    throw new UsageError(
      `expected no --${timed} with an experiment of ${suite}, which is computed in virtual time and timed by nobody; leave it out`,
    );
  }
  const { format, ui, out } = given;
  return runComputed(await loadComputedSuite(suite), grid, {
    ...{ json, command },
    format: String(format),
    ui: String(ui),
    out: String(out),
  });
}
