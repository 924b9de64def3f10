import type { Policy } from '../../policy.js';
import { symphony } from './index.js';

/** Symphony with one of its choices made otherwise. */
export const SYMPHONY_VARIANTS: readonly Policy[] = [
  symphony({ variant: 'immediate', condition: { type: 'immediately' } }),
  symphony({ variant: 'target-batch', condition: { type: 'target-batch' } }),
  symphony({ variant: 'target-delay', condition: { type: 'target-delay' } }),
  symphony({ variant: 'latest', condition: { type: 'latest' } }),
  symphony({ variant: 'beta-lambda', condition: { type: 'beta-lambda' } }),
  symphony({ variant: 'timeout', condition: { type: 'timeout', shareOfSlo: 0.1 } }),
  symphony({ variant: 'lazy-drop', drop: 'timeout' }),
  symphony({ variant: 'no-drop', drop: 'never' }),
];
