import { median } from '../../stats/quantile.js';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Bars span at least this share of the median, so that calm rounds look calm. */
const LEAST_SPAN = 0.1;

/** The last `width` values as bars, higher for larger: an even line is a steady measurement. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width).filter(Number.isFinite);
  if (shown.length === 0) return '';
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  const span = Math.max(high - low, LEAST_SPAN * Math.abs(median(shown)), Number.MIN_VALUE);
  const floor = (low + high - span) / 2;
  return shown
    .map((value) => Math.floor(((value - floor) / span) * BARS.length))
    .map((step) => BARS[Math.min(BARS.length - 1, Math.max(0, step))])
    .join('');
}
