import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { formatCount, formatNumber, formatShare, MISSING } from '../../results/display/quantity.js';

/** How the figures of one column are written: in one unit, which stands in the heading. */
export interface ColumnScale {
  /** Empty for counts and shares. */
  readonly unit: string;
  text(value: number): string;
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 };
const TIMES: readonly (readonly [unit: string, ms: number])[] = [
  ['s', 1e3],
  ['ms', 1],
  ['µs', 1e-3],
  ['ns', 1e-6],
];
const BYTES: readonly (readonly [unit: string, bytes: number])[] = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
  ['B', 1],
];
const TIME_DIGITS = 4;
const DIGITS = 3;

/**
 * The scale of a column for these rows. Times and sizes that stand beside one another have one unit, in which the middle
 * one has one to three digits before the point.
 */
export function columnScale(
  column: ColumnDeclaration,
  rows: readonly Row[],
  beside: readonly ColumnDeclaration[] = [column],
): ColumnScale {
  const values = valuesOf(rows, column);
  const alike = beside.filter(({ unit }) => unit === column.unit).flatMap((other) => valuesOf(rows, other));
  const middle = alike.sort((a, b) => a - b)[Math.floor(alike.length / 2)] ?? 0;
  const msPerUnit = MS_PER_UNIT[column.unit];
  if (msPerUnit !== undefined) return scaled(fitting(TIMES, middle * msPerUnit), TIME_DIGITS, msPerUnit);
  if (column.unit === 'bytes') return scaled(fitting(BYTES, middle), DIGITS, 1);
  if (column.unit === 'x') return { unit: '×', text: (value) => formatNumber(value, DIGITS) };
  if (isShare(column, values)) return { unit: '', text: formatShare };
  const isCount = column.unit === '' && values.every(Number.isInteger);
  return { unit: column.unit, text: isCount ? formatCount : (value) => formatNumber(value, DIGITS) };
}

function valuesOf(rows: readonly Row[], { name }: ColumnDeclaration): number[] {
  return rows.flatMap((row) => numberIn(row, name) ?? []).map(Math.abs);
}

/** The heading of a column whose figures are so scaled: `median (ms)`, `queries (1/s)`, `recall`. */
export function scaledHeading(column: ColumnDeclaration, { unit }: ColumnScale): string {
  return unit === '' || column.title.includes(unit) ? column.title : `${column.title} (${unit})`;
}

/** `[12.10, 12.90]`, each side with no more decimals than the figure that it surrounds. */
export function intervalText(centre: number, low: number, high: number, scale: ColumnScale): string {
  const most = decimalsIn(scale.text(centre));
  const side = (value: number) => {
    const text = scale.text(value);
    const excess = decimalsIn(text) - most;
    if (excess <= 0 || !/^-?[\d,]*\.\d+$/.test(text)) return text;
    return Number(text.replaceAll(',', '')).toFixed(most);
  };
  return `[${side(low)}, ${side(high)}]`;
}

function decimalsIn(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

function fitting(
  units: readonly (readonly [unit: string, size: number])[],
  value: number,
): readonly [unit: string, size: number] {
  const fits = units.find(([, size]) => value >= size);
  if (fits !== undefined) return fits;
  // Nothing is no reason for nanoseconds.
  const [smallest, usual] = [units.at(-1), units.find(([unit]) => unit === 'ms' || unit === 'B')];
  return (value === 0 ? usual : smallest) ?? ['', 1];
}

function scaled([unit, size]: readonly [string, number], digits: number, factor: number): ColumnScale {
  return {
    unit,
    text: (value) => (Number.isFinite(value) ? formatNumber((value * factor) / size, digits) : MISSING),
  };
}

/** A dimensionless metric of which more is better and all is one, such as recall. */
function isShare({ role, unit, better }: ColumnDeclaration, values: readonly number[]): boolean {
  return role === 'metric' && unit === '' && better === 'higher' && values.every((value) => value <= 1);
}
