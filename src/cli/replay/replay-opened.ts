import { listenForInterrupt } from '../../harness/interrupt.js';
import type { OpenedRun } from '../../results/open-run.js';
import type { ViewKind } from '../../ui/choose-view.js';
import { readBatchTraces } from '../computed/batch-traces.js';
import { playRun } from '../computed/play-run.js';
import { parseSpeed, replay } from './replay-run.js';

/**
 * Plays an earlier run: of simulations the virtual time itself where it can be drawn, otherwise the events of the run.
 * @param speed as it was given
 * @returns the exit code that a signal or Ctrl-C asks for, or 0
 * @throws UsageError for a speed that is none
 */
export async function replayOpened(
  opened: OpenedRun,
  { kind, speed }: { readonly kind: ViewKind; readonly speed: string | undefined },
): Promise<number> {
  const factor = parseSpeed(speed ?? (kind === 'live' ? '1x' : 'max'));
  const isDrawn = kind === 'live' && Number.isFinite(factor);
  const traces = isDrawn ? await readBatchTraces(opened.run, opened.directory) : [];
  if (traces.length > 0) return (await playRun(traces, speed === undefined ? undefined : factor)) ?? 0;
  const { openView } = await import('../../ui/open-view.js');
  const interrupt = listenForInterrupt();
  const view = await openView(kind);
  try {
    await replay(opened.journal.events, view, { speed: factor, signal: interrupt.signal });
  } finally {
    await view.finish();
    interrupt.dispose();
  }
  return interrupt.exitCode() ?? 0;
}
