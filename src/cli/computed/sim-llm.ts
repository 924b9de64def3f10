import { loadComputedSuite } from '../../suites/computed-registry.js';
import type { RunOutcome } from '../present-run.js';
import { gridOf } from './presentation-flags.js';
import { runComputed } from './run-computed.js';

/** `mls sim llm`: from flags to the document. @throws UsageError; DataError */
export async function simLlm(
  flags: Parameters<typeof gridOf>[0],
  { json }: { readonly json: boolean },
): Promise<RunOutcome> {
  const { grid, presentation } = gridOf(flags);
  return runComputed(await loadComputedSuite('llm'), grid, { json, command: 'mls sim llm', ...presentation });
}
