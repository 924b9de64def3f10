import { EXIT } from '../../errors.js';
import { parseChoice } from '../../parse/choices.js';
import { openRun } from '../../results/open-run.js';
import { type CompareDocument, compareDocumentOf } from './compare-document.js';
import { judgeRuns, type RuleFlags, shareRules } from './judge-runs.js';
import { judgedText, VERDICT_FORMATS } from './present-judged.js';
import { tellDamage } from './tell-damage.js';

/** Flags of `mls compare` as typed. */
export interface CompareFlags extends RuleFlags {
  readonly format: string;
  readonly out: string;
}

/**
 * `mls compare`: from two runs to a document. What it says of them is no error.
 * @throws UsageError; DataError when a run cannot be read
 */
export async function compare(
  names: { readonly base: string; readonly head: string },
  flags: CompareFlags,
  { json }: { readonly json: boolean },
): Promise<CompareDocument> {
  const format = parseChoice('--format', flags.format, VERDICT_FORMATS);
  shareRules(flags);
  const base = await openRun(names.base, flags.out);
  const head = await openRun(names.head, flags.out);
  for (const run of [base, head]) tellDamage(run);
  const judged = await judgeRuns(base, head, { flags, mode: 'apart' });
  if (!json) process.stdout.write(await judgedText(judged, format, EXIT.ok));
  return compareDocumentOf(judged, EXIT.ok);
}
