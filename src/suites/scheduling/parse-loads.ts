import { UsageError } from '../../errors.js';
import { parseSweep } from '../../parse/sweep-values.js';
import type { GridFlags } from '../grid-flags.js';
import type { ArrivalsRequest } from './arrivals-request.js';

/** How much arrives: requests a second, or a share of what the batching equations say can be served. */
export type Load =
  | { readonly kind: 'rate'; readonly perSecond: number }
  | { readonly kind: 'share'; readonly percent: number };

/**
 * `500`, `1000:6000:250`, `1000:8000`, which doubles, or `10%,30%`; of a trace none, which tells it as it was recorded.
 * @throws UsageError
 */
export function parseLoads(flags: GridFlags, { kind }: ArrivalsRequest): readonly Load[] | undefined {
  const text = flags.optional('rate');
  if (flags.isSet('find-goodput')) {
    if (text === undefined) return undefined;
    throw new UsageError('expected --rate or --find-goodput, which finds the rate; got both');
  }
  if (text !== undefined) return text.split(',').flatMap(loadsOf);
  if (kind === 'recorded') return undefined;
  throw new UsageError(
    'expected --rate (requests a second, such as 3000, 1000:6000:250 or 50%), --find-goodput, or --trace FILE',
  );
}

function loadsOf(word: string): Load[] {
  if (word.includes(':')) {
    return parseSweep('--rate', word).map((perSecond) => ({ kind: 'rate', perSecond }));
  }
  const isShare = word.endsWith('%');
  const digits = (isShare ? word.slice(0, -1) : word).trim();
  const value = digits === '' ? Number.NaN : Number(digits);
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new UsageError(
      `expected --rate to be requests a second such as 3000 or 1000:6000:250, or a share of the bound such as 50%; got "${word}"`,
    );
  }
  return [isShare ? { kind: 'share', percent: value } : { kind: 'rate', perSecond: value }];
}
