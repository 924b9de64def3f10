import type { Fingerprint } from '../fingerprint.js';
import type { OpenedRun } from '../open-run.js';
import type { SuiteJudgement } from './comparison.js';

/** The noise floor that a judgement used, and where it is from. */
export type FloorUsed =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'calibrated';
      readonly share: number;
      readonly trials: number;
      /** Whether it is that of sides measured in turns, or of runs one after the other. */
      readonly mode: 'interleaved' | 'apart';
      /** One-minute load average of the host before it was found: a busy host has a floor that hides much. */
      readonly loadAverage: number;
    };

/** Two runs, and what is said of them: what every table and document of a comparison is made from. */
export interface JudgedRuns {
  readonly base: OpenedRun;
  readonly head: OpenedRun;
  readonly judgement: SuiteJudgement;
  readonly floor: FloorUsed;
}

/** `20260102-030405-knn-beef (1a2b3c4)`. */
export function runText({ run: { started } }: OpenedRun): string {
  return `${started.runId} (${codeText(started.fingerprint)})`;
}

function codeText({ code }: Fingerprint): string {
  return code.commit === null ? `mls ${code.mls}` : shortCommit(code.commit);
}

/** A commit as it is read, with what follows it about changes. */
export function shortCommit(commit: string): string {
  const [hash = '', ...rest] = commit.split('-');
  return [hash.slice(0, 10), ...rest].join('-');
}
