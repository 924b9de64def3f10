import type { Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { hasParetoFront, tradeoffOf } from '../../results/pareto-front.js';
import type { Chart, Plot, PlotSource } from './plot.js';
import { colourOf, INK, PLOT_HEIGHT, PLOT_WIDTH, seriesEncoding } from './plot-theme.js';
import { byQuestion, soundRows } from './questions.js';
import { seriesNames } from './series-name.js';

interface Place {
  readonly series: string;
  readonly recall: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly rate: number;
  readonly onFront: boolean;
}

/** Queries a second against recall, one plot a question: filled and joined on the Pareto front, hollow below it. */
export function paretoPlots({ rows, columns }: PlotSource): Plot[] {
  if (!hasParetoFront(columns)) return [];
  return [...byQuestion(soundRows(rows), columns)].flatMap(([question, asked]) => {
    const places = placesOf(asked);
    if (places.length === 0) return [];
    const front = places.filter(({ onFront }) => onFront);
    const [least, most] = [Math.min, Math.max].map((of) => of(...front.map(({ recall }) => recall)));
    return {
      title: 'Queries per second against recall',
      subtitle: question,
      description:
        `${places.length} settings of ${new Set(places.map(({ series }) => series)).size} indexes, ${front.length} of them ` +
        `on the Pareto front, which reaches from recall ${least?.toFixed(4)} to ${most?.toFixed(4)}.`,
      chart: chartOf(places, front),
    };
  });
}

function placesOf(rows: readonly Row[]): Place[] {
  const nameOf = seriesNames(rows);
  return rows.flatMap((row) => {
    const place = tradeoffOf(row);
    if (place === null) return [];
    return {
      series: nameOf(row),
      recall: place.recall,
      low: numberIn(row, 'recallCiLow'),
      high: numberIn(row, 'recallCiHigh'),
      rate: place.queriesPerSecond,
      onFront: row.paretoFront === 'yes',
    };
  });
}

function chartOf(places: readonly Place[], front: readonly Place[]): Chart {
  const names = [...new Set(places.map(({ series }) => series))];
  const { color, shape } = seriesEncoding(names);
  const x = {
    field: 'recall',
    type: 'quantitative' as const,
    title: 'recall (share of true neighbours found)',
    scale: { zero: false, nice: false, padding: 8 },
  };
  const y = {
    field: 'rate',
    type: 'quantitative' as const,
    title: 'queries (1/s)',
    scale: { type: 'log' as const, nice: false, padding: 8 },
  };
  return {
    width: PLOT_WIDTH,
    height: PLOT_HEIGHT,
    layer: [
      {
        data: { values: [...front].sort((a, b) => a.recall - b.recall) },
        mark: { type: 'line', color: INK, strokeWidth: 1, opacity: 0.6, aria: false },
        encoding: { x, y },
      },
      ...names.map((name, at) => ({
        data: {
          values: places.filter(({ series, low, high }) => series === name && low !== null && high !== null),
        },
        mark: { type: 'rule' as const, color: colourOf(at), aria: false },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
      })),
      ...[false, true].map((filled) => ({
        data: { values: places.filter(({ onFront }) => onFront === filled) },
        mark: { type: 'point' as const, filled, size: 50, strokeWidth: 1.5, opacity: 1, aria: false },
        encoding: { x, y, color, shape },
      })),
    ],
  };
}
