const FIRST_MS = 250;
const MOST_MS = 30_000;
const REMEMBERED_MS = 120_000;

/**
 * Milliseconds to wait before a crashed worker is replaced: twice as long for each crash of the last two minutes, so
 * that a worker that cannot live does not use up the machine with attempts.
 */
export function restartDelayMs(crashesMs: readonly number[], nowMs: number): number {
  const recent = crashesMs.filter((at) => nowMs - at < REMEMBERED_MS).length;
  return recent === 0 ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** (recent - 1));
}
