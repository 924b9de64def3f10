import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { headlineOf, numberIn } from '../../results/display/headline.js';
import type { Sample } from '../../results/events.js';
import { type CellState, samplesOf } from '../../results/run-state.js';
import type { Check } from '../../results/status.js';
import { bootstrapMedian } from '../../stats/bootstrap.js';

/** What a line of the live table shows of a cell: from its row once there is one, until then from its samples. */
export interface CellFigures {
  readonly medianMs: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly check: Check;
  /** Metrics by column name, as far as they are known. */
  readonly metrics: Row;
  readonly roundsMs: readonly number[];
}

/** Enough for the eye; the row's interval is computed in full. */
const RESAMPLES = 400;

/** By list of samples: a list never changes, and redrawing must not resample. */
const intervals = new WeakMap<readonly Sample[], { low: number; high: number }>();

export function figuresOf(cell: CellState, columns: readonly ColumnDeclaration[]): CellFigures {
  const samples = samplesOf(cell);
  const roundsMs = samples.map((sample) => sample.ms);
  const { progress } = cell;
  if (progress.kind === 'finished') {
    const headline = headlineOf(columns);
    const value = (name: string | undefined) => (name === undefined ? null : numberIn(progress.row, name));
    const low = value(headline?.low);
    const high = value(headline?.high);
    return {
      medianMs: value(headline?.column.name),
      interval: low === null || high === null || samples.length === 1 ? null : { low, high },
      check: checkIn(progress.row),
      metrics: progress.row,
      roundsMs,
    };
  }
  const medianMs = progress.kind === 'measuring' || progress.kind === 'opening' ? progress.medianMs : null;
  return {
    medianMs,
    interval: samples.length < 2 ? null : intervalOf(samples, roundsMs),
    check: checkOf(samples),
    metrics: medianMs === null ? {} : soFar(cell, medianMs, samples, columns),
    roundsMs,
  };
}

function intervalOf(samples: readonly Sample[], roundsMs: readonly number[]): { low: number; high: number } {
  const known = intervals.get(samples);
  if (known !== undefined) return known;
  const interval = bootstrapMedian(roundsMs, { resamples: RESAMPLES });
  intervals.set(samples, interval);
  return interval;
}

/** Quality of the worst round so far, and counts of the question per second: a rate titled as a parameter is its rate. */
function soFar(
  cell: CellState,
  medianMs: number,
  samples: readonly Sample[],
  columns: readonly ColumnDeclaration[],
): Row {
  const metrics: Record<string, number> = {};
  for (const column of columns) {
    const quality = samples.flatMap((sample) => sample.quality[column.name] ?? []);
    if (quality.length > 0) {
      metrics[column.name] = column.better === 'lower' ? Math.max(...quality) : Math.min(...quality);
    }
    const counted = column.unit === '1/s' ? numberIn(cell.summary.parameters, column.title) : null;
    if (counted !== null) metrics[column.name] = counted / (medianMs / 1000);
  }
  return metrics;
}

function checkOf(samples: readonly Sample[]): Check {
  if (samples.some((sample) => sample.check === 'fail')) return 'fail';
  return samples.some((sample) => sample.check === 'pass') ? 'pass' : 'none';
}

function checkIn(row: Row): Check {
  return row.check === 'pass' || row.check === 'fail' ? row.check : 'none';
}
