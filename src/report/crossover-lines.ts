import { formatNumber } from '../results/display/quantity.js';
import type { RecordedRun } from '../results/recorded-run.js';
import { BASE_SUBJECT } from '../results/speedup.js';
import type { Crossover } from '../stats/crossover.js';
import { type CrossoverQuestion, crossoversIn } from './crossover-questions.js';

/**
 * A line for each question and backend: the size from which it is faster than `ts`, and where it tells its transfers
 * apart, the size from which it would be without them. Empty where `ts` or a second size was not measured.
 */
export function renderCrossovers(run: RecordedRun, against: string): string {
  return crossoversIn(run, against).map(lineOf).join('\n');
}

function lineOf({ subject, question, against, whole, withoutTransfer }: CrossoverQuestion): string {
  const asked = question === '' ? '' : ` (${question})`;
  const bare = withoutTransfer === undefined ? '' : `; without transfer ${told(withoutTransfer, against)}`;
  return `${subject} ${told(whole, against)}${bare}${asked}`;
}

function told(crossover: Crossover, against: string): string {
  const { kind, from, to, interval } = crossover;
  const range = `within ${from}..${to}`;
  switch (kind) {
    case 'at': {
      const ends = interval === undefined ? '' : ` ${intervalText(crossover)}`;
      return `overtakes ${BASE_SUBJECT} at ${against} = ${shortSize(crossover.size)}${ends}`;
    }
    case 'always': {
      const end = interval !== undefined && interval.high > 0 ? ` ${intervalText(crossover)}` : '';
      return `is always faster than ${BASE_SUBJECT} ${range}${end}`;
    }
    case 'never': {
      const end =
        interval !== undefined && Number.isFinite(interval.low) ? ` ${intervalText(crossover)}` : '';
      return `never overtakes ${BASE_SUBJECT} ${range}${end}`;
    }
  }
}

/** `[900, 1.6k]`; what lies outside the sizes measured is only told as such: `[<2, 3.1]`. */
function intervalText({ from, to, interval }: Crossover): string {
  if (interval === undefined) return '';
  const end = (size: number) => {
    if (size === 0) return `<${shortSize(from)}`;
    return Number.isFinite(size) ? shortSize(size) : `>${shortSize(to)}`;
  };
  return `[${end(interval.low)}, ${end(interval.high)}]`;
}

/** `1.2k`, `900`, `65.5k`: a size between measured ones is known to no more than two or three digits. */
function shortSize(size: number): string {
  if (size >= 1e3 && size < 1e6) return `${trimmed(size / 1e3)}k`;
  return trimmed(size);
}

function trimmed(value: number): string {
  return formatNumber(value).replace(/\.0+(?=\D|$)|(\.\d*?[1-9])0+(?=\D|$)/, '$1');
}
