import type { Status } from '../status.js';
import type { CellSide } from './comparison.js';

const NO_ANSWER: readonly Status[] = ['failed', 'timeout', 'out-of-memory'];

/** How a cell's question was answered on one side; `not-asked` where it was not, or not as it should have been. */
export function answerOf({ status, check }: CellSide): 'right' | 'wrong' | 'none' | 'not-asked' {
  if (status === 'wrong') return 'wrong';
  if (status === 'ok') return check === 'fail' ? 'wrong' : 'right';
  return NO_ANSWER.includes(status) ? 'none' : 'not-asked';
}
