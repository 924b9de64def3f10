import { damageText } from '../../results/journal-reader.js';
import type { OpenedRun } from '../../results/open-run.js';

/** Says on stderr what of a run could not be read. */
export function tellDamage({ journal, run: { started } }: OpenedRun): void {
  if (journal.damage === undefined) return;
  process.stderr.write(`mls: warning: ${started.runId}: ${damageText(journal.damage)}\n`);
}
