import { formatDuration, formatNumber } from '../results/display/quantity.js';
import { linearScale, linearTicks } from './linear-scale.js';
import { type LogScale, logScale, logTicks } from './log-scale.js';

const LINEAR_LABELS = 5;

/** Both kinds of scale have one form. */
export function scaleOf(isLinear: boolean): (low: number, high: number, steps: number) => LogScale {
  return isLinear ? linearScale : logScale;
}

/** Labels from the top row down, empty where there is no round number. */
export function yLabels(
  { low, high }: { low: number; high: number },
  height: number,
  {
    text = (ms) => formatDuration(ms, 1),
    isLinear = false,
  }: { readonly text?: (value: number) => string; readonly isLinear?: boolean } = {},
): string[] {
  const scale = scaleOf(isLinear)(low, high, height - 1);
  const labels = Array.from({ length: height }, () => '');
  for (const tick of isLinear ? linearTicks(low, high, LINEAR_LABELS) : logTicks(low, high)) {
    labels[height - 1 - Math.round(scale.at(tick))] = text(tick);
  }
  return labels;
}

/** The axis with a mark under each measured size, and as many of their names as fit. */
export function xAxis(sizes: readonly number[], x: LogScale, gutterWidth: number, title: string): string[] {
  const distinct = [...new Set(sizes)].sort((a, b) => a - b);
  const columns = new Map(distinct.map((size) => [Math.round(x.at(size)), size]));
  const rule = Array.from({ length: x.steps + 1 }, (_, column) => (columns.has(column) ? '┬' : '─')).join('');
  let names = '';
  for (const [column, size] of columns) {
    const name = shortSize(size);
    const start = Math.max(0, column - Math.floor(name.length / 2));
    if (names !== '' && start <= names.length) continue;
    names = names.padEnd(start) + name;
  }
  const margin = ' '.repeat(gutterWidth + 1);
  return [`${margin}└${rule}`, `${margin} ${names}  ${title}`];
}

/** `4k`, `40k`, `1.2M`. */
function shortSize(size: number): string {
  const text = size >= 1e3 && size < 1e6 ? `${formatNumber(size / 1e3)}k` : formatNumber(size);
  return text.replace(/\.0+(?=\D|$)|(\.\d*?[1-9])0+(?=\D|$)/, '$1');
}
