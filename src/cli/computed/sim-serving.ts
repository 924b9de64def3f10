import { UsageError } from '../../errors.js';
import type { OpenedRun } from '../../results/open-run.js';
import { openRun } from '../../results/open-run.js';
import { chooseView } from '../../ui/choose-view.js';
import type { RunOutcome } from '../present-run.js';
import { readBatchTraces } from './batch-traces.js';
import type { gridOf } from './grid-of.js';
import { playRun } from './play-run.js';
import { runComputedCommand } from './run-computed-command.js';

type SimServingFlags = Parameters<typeof gridOf>[0] & { readonly play: boolean };

/** `mls sim serving`: from flags to the document. @throws UsageError; DataError */
export async function simServing(
  { play, ...flags }: SimServingFlags,
  { json }: { readonly json: boolean },
): Promise<RunOutcome> {
  if (play && chooseView({ ui: 'live', json, stream: process.stderr }) !== 'live') {
    throw new UsageError(
      'expected a terminal for --play, on stderr; leave --play out, and mls replay shows the run there',
    );
  }
  const outcome = await runComputedCommand('scheduling', 'mls sim serving', flags, { json });
  if (!play || outcome.document.partial) return outcome;
  const exitCode = await playOpened(await openRun(outcome.directory));
  return exitCode === undefined ? outcome : { ...outcome, exitCode };
}

async function playOpened({ run, directory }: OpenedRun) {
  const traces = await readBatchTraces(run, directory);
  return playRun(traces, undefined);
}
