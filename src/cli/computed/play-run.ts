import type { ExitCode } from '../../errors.js';
import { EXIT } from '../../errors.js';
import { listenForInterrupt } from '../../harness/interrupt.js';
import type { BatchTrace } from '../../results/batch-trace.js';

/**
 * Plays simulations on the terminal, which must be one.
 * @param speed virtual time for each unit of time that goes by; undefined: one at which it can be watched
 * @returns the exit code that Ctrl-C asks for; undefined when nobody pressed it
 */
export async function playRun(
  traces: readonly BatchTrace[],
  speed: number | undefined,
): Promise<ExitCode | undefined> {
  const interrupt = listenForInterrupt();
  try {
    const { playTraces } = await import('../../ui/playback/play-traces.js');
    const end = await playTraces(traces, { speed, signal: interrupt.signal });
    return end === 'interrupted' ? (interrupt.exitCode() ?? EXIT.interrupted) : undefined;
  } finally {
    interrupt.dispose();
  }
}
