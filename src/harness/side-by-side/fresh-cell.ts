import type { Cell } from '../../suites/suite.js';
import type { CellRunner, OpenCell, TimedRound } from '../cell-runner.js';
import { type Clock, systemClock } from '../clock.js';

/** A process is asked for so long. */
const TRIES_MS = 300;
/** Shorter than the slice of time after which a system gives a core to another, so that some tries have it to themselves. */
const TRY_MS = 2;

/**
 * Opens a cell that runs each round in a process of its own. What a process is dealt at its start (where its memory
 * lies, what its compiler decided) makes all that it does alike: two processes of equal code can differ by more than
 * the rounds of either do, and rounds of one process would call that difference certain. A round is the
 * quickest of many tries: what else the host does can only add to one, and work that is slower is so at its best too.
 * What slows only some tries, such as a collection of garbage now and then, hardly shows in it.
 * @throws CellFailure
 */
export async function openFresh(
  runner: CellRunner,
  cell: Cell,
  clock: Clock = systemClock,
): Promise<OpenCell> {
  const first = await runner.open(cell, TRY_MS);
  let unused: OpenCell | undefined = first;
  return {
    opened: first.opened,
    peakRssBytes: first.peakRssBytes,
    async round(round) {
      const process = unused ?? (await runner.open(cell, TRY_MS));
      unused = undefined;
      try {
        return await quickestTry(process, round, clock);
      } finally {
        await process.close();
      }
    },
    async close() {
      await unused?.close();
      unused = undefined;
    },
  };
}

/** The quickest try; a wrong answer before all others. */
async function quickestTry(process: OpenCell, round: number, clock: Clock): Promise<TimedRound> {
  const started = clock.now();
  let last = await process.round(round);
  let quickest = last;
  while (clock.now() - started < TRIES_MS) {
    if (last.sample.check === 'fail') return last;
    last = await process.round(round);
    if (last.sample.ms < quickest.sample.ms) quickest = last;
  }
  // Memory only grows: the last try knows the peak.
  return last.sample.check === 'fail' ? last : { sample: quickest.sample, peakRssBytes: last.peakRssBytes };
}
