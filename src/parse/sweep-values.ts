import { UsageError } from '../errors.js';
import { parsePositiveInteger, parsePositiveIntegers } from './quantities.js';

/**
 * Values to sweep: a list such as `1,2,4`, a range `16:256` that doubles and ends with its last number, or
 * `10:100:30` with a step.
 */
export function parseSweep(flag: string, text: string): number[] {
  const values = text.split(',').flatMap((word) => {
    const parts = word.split(':');
    const [first, last] = parts;
    if (parts.length !== 2 || first === undefined || last === undefined)
      return parsePositiveIntegers(flag, word);
    return doubling(flag, word, parsePositiveInteger(flag, first), parsePositiveInteger(flag, last));
  });
  return [...new Set(values)];
}

function doubling(flag: string, word: string, first: number, last: number): number[] {
  if (last < first) {
    throw new UsageError(
      `expected ${flag} to be a list such as 1,2,4 or a range from small to large such as 16:256; got "${word}"`,
    );
  }
  const values: number[] = [];
  for (let value = first; value < last; value *= 2) values.push(value);
  return [...values, last];
}
