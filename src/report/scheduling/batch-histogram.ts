import type { Row } from '../../results/columns.js';
import { type Paint, plainPaint } from '../../results/display/paint.js';
import { formatCount } from '../../results/display/quantity.js';
import { type BatchSizeCount, batchSizesOf } from './batch-sizes.js';

interface HistogramOptions {
  readonly width: number;
  readonly paint?: Paint;
  /** Who the row is about, in words. */
  readonly label: string;
}

const MOST_LINES = 16;
const LEAST_BAR = 10;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar for each batch size, or where there are many for ranges of them; empty where the row had no batches. */
export function renderBatchHistogram(
  row: Row,
  { width, paint = plainPaint, label }: HistogramOptions,
): string {
  const sizes = batchSizesOf(row);
  const total = sizes.reduce((sum, { batches }) => sum + batches, 0);
  if (total === 0) return '';
  const bins = binned(sizes);
  const names = bins.map(({ name }) => name);
  const figures = bins.map(({ batches }) => `${formatCount(batches)} ${percent(batches / total)}`);
  const nameWidth = Math.max(...names.map((name) => name.length));
  const figureWidth = Math.max(...figures.map((figure) => figure.length));
  const room = Math.max(LEAST_BAR, width - nameWidth - figureWidth - 3);
  const most = Math.max(...bins.map(({ batches }) => batches));
  const lines = bins.map(({ batches }, at) => {
    const bar = barText((batches / most) * room);
    const gap = bar === '' ? '' : ' ';
    return `${(names[at] ?? '').padStart(nameWidth)} │${paint('cyan', bar)}${gap}${figures[at]}`;
  });
  return [paint('bold', `${label}: batches by size`), ...lines].join('\n');
}

function binned(sizes: readonly BatchSizeCount[]): { readonly name: string; readonly batches: number }[] {
  const span = Math.ceil(sizes.length / MOST_LINES);
  return Array.from({ length: Math.ceil(sizes.length / span) }, (_, at) => {
    const own = sizes.slice(at * span, (at + 1) * span);
    const [first, last] = [own[0]?.size, own.at(-1)?.size];
    return {
      name: first === last ? `${first}` : `${first}–${last}`,
      batches: own.reduce((sum, { batches }) => sum + batches, 0),
    };
  });
}

function barText(length: number): string {
  const eighths = Math.round(length * 8);
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? '<0.1 %' : `${(share * 100).toFixed(1)} %`;
}
