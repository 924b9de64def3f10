import { UsageError } from '../../errors.js';
import type { LognormalLengths } from '../../scheduling/llm/workload/lognormal-lengths.js';

const MOST_TOKENS = 1_000_000;
/** As far as a context of today's models reaches. */
const USUAL_MOST = 8192;

/**
 * `512:0.8`: lengths with the median 512 whose logarithm has the standard deviation 0.8; `512`: all of that length;
 * `512:0.8:4096`: none longer than 4096.
 * @throws UsageError
 */
export function parseLengths(flag: string, text: string): LognormalLengths {
  const [median = Number.NaN, sigma = 0, most = Math.max(USUAL_MOST, median), ...others] = text
    .split(':')
    .map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  const isLength = (tokens: number) => Number.isInteger(tokens) && tokens >= 1 && tokens <= MOST_TOKENS;
  const isRight = isLength(median) && sigma >= 0 && sigma <= 5 && isLength(most) && most >= median;
  if (isRight && others.length === 0) return { median, sigma, most };
  throw new UsageError(
    `expected ${flag} to be tokens: a median and a spread such as 512:0.8, and the most such as 512:0.8:4096; got "${text}"`,
  );
}
