import { type ComputedSuiteName, loadComputedSuite } from '../../suites/computed-registry.js';
import { gridOf } from './grid-of.js';
import { type ComputedOutcome, runComputed } from './run-computed.js';

/** A command whose flags, but for those of the presentation, are the grid of a suite. @throws UsageError; DataError */
export async function runComputedCommand(
  suite: ComputedSuiteName,
  command: string,
  flags: Parameters<typeof gridOf>[0],
  { json }: { readonly json: boolean },
): Promise<ComputedOutcome> {
  const { grid, presentation } = gridOf(flags);
  return runComputed(await loadComputedSuite(suite), grid, { json, command, ...presentation });
}
