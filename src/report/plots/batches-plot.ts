import type { Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { subjectIn } from '../../results/display/subject.js';
import { groupRows } from '../group-rows.js';
import { type BatchSizeCount, batchSizesOf } from '../scheduling/batch-sizes.js';
import type { Chart, Plot, PlotSource } from './plot.js';
import { colourOf, PLOT_WIDTH } from './plot-theme.js';

const HEIGHT = 90;

/** How many batches had which size, one plot for each policy at the highest rate that it was given. */
export function batchesPlots({ rows }: PlotSource): Plot[] {
  const withSizes = rows.filter((row) => batchSizesOf(row).length > 0);
  return [...groupRows(withSizes, subjectIn)].flatMap(([policy, own]) => {
    const highest = Math.max(...own.map(rateOf));
    const row = own.find((candidate) => rateOf(candidate) === highest);
    return row === undefined ? [] : [plotOf(policy, row, batchSizesOf(row))];
  });
}

function rateOf(row: Row): number {
  return numberIn(row, 'rate') ?? 0;
}

function plotOf(policy: string, row: Row, sizes: readonly BatchSizeCount[]): Plot {
  const total = sizes.reduce((sum, { batches }) => sum + batches, 0);
  const rate = numberIn(row, 'rate');
  const mean = sizes.reduce((sum, { size, batches }) => sum + size * batches, 0) / total;
  return {
    title: 'Batches by size',
    subtitle: rate === null ? policy : `${policy} at ${rate} requests/s`,
    description: `Share of ${total} batches by their size, from ${sizes[0]?.size} to ${sizes.at(-1)?.size}, ${mean.toFixed(1)} in the mean.`,
    chart: chartOf(sizes.map(({ size, batches }) => ({ size, share: (100 * batches) / total }))),
  };
}

function chartOf(bars: readonly { readonly size: number; readonly share: number }[]): Chart {
  const last = bars.at(-1)?.size ?? 0;
  return {
    width: PLOT_WIDTH,
    height: HEIGHT,
    data: { values: [...bars] },
    layer: [
      {
        mark: {
          type: 'bar',
          color: colourOf(0),
          width: Math.max(1, (0.8 * PLOT_WIDTH) / (last + 1)),
          aria: false,
        },
        encoding: {
          x: {
            field: 'size',
            type: 'quantitative',
            title: 'requests in a batch',
            scale: { domain: [0, last + 1], nice: false },
            axis: { tickMinStep: 1, grid: false },
          },
          y: { field: 'share', type: 'quantitative', title: 'batches (%)' },
        },
      },
    ],
  };
}
