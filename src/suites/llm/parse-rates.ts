import { UsageError } from '../../errors.js';
import { parseSweep } from '../../parse/sweep-values.js';

/** `0.5,2,8` requests a second, `4:16:4`, or `1:16`, which doubles. @throws UsageError */
export function parseRates(text: string): number[] {
  return text.split(',').flatMap((word) => {
    if (word.includes(':')) return parseSweep('--rate', word);
    const rate = word.trim() === '' ? Number.NaN : Number(word);
    if (rate > 0 && Number.isFinite(rate)) return [rate];
    throw new UsageError(`expected --rate to be requests a second such as 8, 0.5,2 or 4:16:4; got "${word}"`);
  });
}
