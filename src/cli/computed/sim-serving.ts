import { UsageError } from '../../errors.js';
import type { OpenedRun } from '../../results/open-run.js';
import { openRun } from '../../results/open-run.js';
import { loadComputedSuite } from '../../suites/computed-registry.js';
import { chooseView } from '../../ui/choose-view.js';
import type { RunOutcome } from '../present-run.js';
import { readBatchTraces } from './batch-traces.js';
import { playRun } from './play-run.js';
import { gridOf } from './presentation-flags.js';
import { runComputed } from './run-computed.js';

type SimServingFlags = Parameters<typeof gridOf>[0] & { readonly play: boolean };

/** `mls sim serving`: from flags to the document. @throws UsageError; DataError */
export async function simServing(
  { play, ...flags }: SimServingFlags,
  { json }: { readonly json: boolean },
): Promise<RunOutcome> {
  const { grid, presentation } = gridOf(flags);
  if (play && chooseView({ ui: 'live', json, stream: process.stderr }) !== 'live') {
    throw new UsageError(
      'expected a terminal for --play, on stderr; leave --play out, and mls replay shows the run there',
    );
  }
  const suite = await loadComputedSuite('scheduling');
  const outcome = await runComputed(suite, grid, { json, command: 'mls sim serving', ...presentation });
  if (!play || outcome.document.partial) return outcome;
  const exitCode = await playOpened(await openRun(outcome.directory));
  return exitCode === undefined ? outcome : { ...outcome, exitCode };
}

async function playOpened({ run, directory }: OpenedRun) {
  const traces = await readBatchTraces(run, directory);
  return playRun(traces, undefined);
}
