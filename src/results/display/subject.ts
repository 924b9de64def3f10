import type { Row } from '../columns.js';
import { textIn } from './headline.js';

/** Columns that name who a row is about. Every suite has one of them; of those that it has, the first is meant. */
export const SUBJECT_NAMES: readonly string[] = [
  'backend',
  'tier',
  'policy',
  'predictor',
  'form',
  'split',
  'coordination',
  'model',
];

/** Who a row is about: a backend, a tier, a policy, a predictor; empty where nobody is named. */
export function subjectIn(row: Row): string {
  for (const name of SUBJECT_NAMES) {
    const subject = textIn(row, name);
    if (subject !== null) return subject;
  }
  return '';
}
