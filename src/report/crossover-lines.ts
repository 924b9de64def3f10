import { formatNumber } from '../results/display/quantity.js';
import type { RecordedRun } from '../results/recorded-run.js';
import { BASE_SUBJECT } from '../results/speedup.js';
import type { Interval } from '../stats/bootstrap.js';
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
  return `${subject} ${told(whole, against)}${bare(whole, withoutTransfer, against)}${asked}`;
}

/** What would be without transfer; nothing where it is faster with it already. */
function bare(whole: Crossover, withoutTransfer: Crossover | undefined, against: string): string {
  if (withoutTransfer === undefined || whole.kind === 'always') return '';
  const { kind } = withoutTransfer;
  if (whole.kind === 'never' && kind === 'never') return ', nor would without transfer';
  return `; without transfer it ${told(withoutTransfer, against)}`;
}

function told(crossover: Crossover, against: string): string {
  const { kind, from, to, interval } = crossover;
  const range = `within ${against} = ${from}..${to}`;
  const ends = (worthTelling: boolean) =>
    interval !== undefined && worthTelling ? ` ${intervalText(crossover, interval)}` : '';
  switch (kind) {
    case 'at':
      return `overtakes ${BASE_SUBJECT} at ${against} = ${shortSize(crossover.size)}${ends(true)}`;
    case 'always':
      return `is always faster than ${BASE_SUBJECT} ${range}${ends((interval?.high ?? 0) > 0)}`;
    case 'never':
      return `never overtakes ${BASE_SUBJECT} ${range}${ends(Number.isFinite(interval?.low))}`;
  }
}

/** `[900, 1.6k]`; what lies outside the sizes measured is only told as such: `[<2, 3.1]`. */
function intervalText({ from, to }: Crossover, { low, high }: Interval): string {
  const end = (size: number) => {
    if (size === 0) return `<${shortSize(from)}`;
    return Number.isFinite(size) ? shortSize(size) : `>${shortSize(to)}`;
  };
  return `[${end(low)}, ${end(high)}]`;
}

/** `1.2k`, `900`, `65.5k`: a size between measured ones is known to no more than two or three digits. */
function shortSize(size: number): string {
  if (size >= 1e3 && size < 1e6) return `${trimmed(size / 1e3)}k`;
  return trimmed(size);
}

function trimmed(value: number): string {
  return formatNumber(value).replace(/\.0+(?=\D|$)|(\.\d*?[1-9])0+(?=\D|$)/, '$1');
}
