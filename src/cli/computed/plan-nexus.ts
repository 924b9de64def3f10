import { parseChoices } from '../../parse/choices.js';
import { FORMS, planSessions } from '../../suites/nexus-plan/plan-sessions.js';
import { readSessionFile } from '../../suites/nexus-plan/session-file/read-session-file.js';
import type { RunOutcome } from '../present-run.js';
import type { gridOf } from './grid-of.js';
import { runComputedCommand } from './run-computed-command.js';

type PlanFlags = Parameters<typeof gridOf>[0] & { readonly form: string; readonly 'gpus-only': boolean };

/** @returns undefined where only the number of GPUs was asked for @throws UsageError for a file that holds no sessions */
export async function planNexus(
  sessions: string,
  { 'gpus-only': gpusOnly, ...flags }: PlanFlags,
  { json }: { readonly json: boolean },
): Promise<RunOutcome | undefined> {
  if (!gpusOnly) {
    const given = { ...flags, sessions };
    return runComputedCommand('nexus-plan', 'mls plan nexus', given, { json });
  }
  const forms = parseChoices('--form', flags.form, FORMS);
  const planned = await readSessionFile(sessions);
  const counts = forms.map((form) => planSessions(planned, form).gpus.length);
  process.stdout.write(`${counts.join('\n')}\n`);
  return undefined;
}
