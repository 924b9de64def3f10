import { damageText } from '../results/journal-reader.js';
import { type OpenedRun, openRun } from '../results/open-run.js';

/** An earlier run, with a warning on stderr where its journal is damaged. */
export async function openRecordedRun(name: string, runs: string): Promise<OpenedRun> {
  const opened = await openRun(name, runs);
  const { damage, started } = opened.journal;
  if (damage !== undefined) process.stderr.write(`mls: warning: ${started.runId}: ${damageText(damage)}\n`);
  return opened;
}
