import { UsageError } from '../../errors.js';
import { parseShare } from '../../parse/quantities.js';
import type { Jitter } from '../../scheduling/simulation/jitter.js';

export interface JitterWords {
  readonly text: string;
  readonly jitter: Jitter;
}

/** `none`, `uniform:10%`, `lognormal:0.1` or `exponential`. @throws UsageError */
export function parseJitter(text: string, seed: number): JitterWords {
  return { text, jitter: jitterOf(text, seed) };
}

function jitterOf(text: string, seed: number): Jitter {
  const [kind, amount, ...rest] = text.split(':');
  if (kind === 'none' && amount === undefined) return { kind };
  if (kind === 'exponential' && amount === undefined) return { kind, seed };
  if (kind === 'uniform' && amount !== undefined && rest.length === 0) {
    return { kind, share: parseShare('--jitter uniform', amount), seed };
  }
  const sigma = amount === undefined || amount.trim() === '' ? Number.NaN : Number(amount);
  if (kind === 'lognormal' && rest.length === 0 && sigma >= 0 && sigma < Number.POSITIVE_INFINITY) {
    return { kind, sigma, seed };
  }
  throw new UsageError(
    `expected --jitter to be none, uniform:SHARE such as uniform:10%, lognormal:SIGMA such as lognormal:0.1, or exponential; got "${text}"`,
  );
}
