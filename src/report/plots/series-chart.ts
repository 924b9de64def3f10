import type { Chart } from './plot.js';
import { colourOf, dashesOf, PLOT_HEIGHT, PLOT_WIDTH, seriesEncoding } from './plot-theme.js';

export interface SeriesPoint {
  readonly series: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of y, where there is one. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface SeriesChart {
  readonly points: readonly SeriesPoint[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xScale: 'linear' | 'log';
  readonly yScale: 'linear' | 'log';
}

/** Lines through points, with a band over their intervals and a rule at each: bands alone vanish in print. */
export function seriesChart({ points, xTitle, yTitle, xScale, yScale }: SeriesChart): Chart {
  const names = [...new Set(points.map(({ series }) => series))];
  const { color, shape } = seriesEncoding(names);
  const x = { field: 'x', type: 'quantitative' as const, title: xTitle, scale: fitted(xScale) };
  const y = { field: 'y', type: 'quantitative' as const, title: yTitle, scale: fitted(yScale) };
  const bounds = { x, y: { ...y, field: 'low' }, y2: { field: 'high' } };
  return {
    width: PLOT_WIDTH,
    height: PLOT_HEIGHT,
    data: { values: [...points] },
    layer: [
      ...names.flatMap((name, at) => intervalLayers(points, name, colourOf(at), bounds)),
      ...names.map((name, at) => ({
        data: { values: points.filter(({ series }) => series === name) },
        mark: {
          type: 'line' as const,
          strokeWidth: 1.5,
          color: colourOf(at),
          strokeDash: dashesOf(at),
          aria: false,
        },
        encoding: { x, y },
      })),
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1, aria: false },
        encoding: { x, y, color, shape },
      },
    ],
  };
}

/** In plain colours: a scale of theirs would put bands into the legend instead of lines. */
function intervalLayers<E extends object>(
  points: readonly SeriesPoint[],
  name: string,
  color: string,
  encoding: E,
) {
  const known = points.filter(
    ({ series, low, high }) => series === name && low !== undefined && high !== undefined,
  );
  if (known.length === 0) return [];
  const data = { values: known };
  return [
    { data, mark: { type: 'area' as const, opacity: 0.15, color, aria: false }, encoding },
    { data, mark: { type: 'rule' as const, strokeWidth: 1, color, aria: false }, encoding },
  ];
}

function fitted(type: 'linear' | 'log') {
  return type === 'log' ? { type, nice: false, padding: 8 } : { type, zero: false, nice: false, padding: 8 };
}
