import type { EqualPair, NoiseFloor } from '../results/comparison/noise-floor.js';
import { formatDuration } from '../results/display/quantity.js';
import { median } from '../stats/quantile.js';
import { renderTable } from './table.js';
import { percentText } from './verdict/why.js';
import { wrapParts } from './wrap-text.js';

export interface CalibrationReport {
  readonly suite: string;
  readonly floor: NoiseFloor;
  /** One-minute load average before it began. */
  readonly loadAverage: number;
  readonly cells: readonly { readonly id: string; readonly subject: string; readonly label: string }[];
  readonly trials: readonly (readonly EqualPair[])[];
}

/** How far apart each cell was found from itself, and the floor that follows. */
export function renderCalibration(report: CalibrationReport, width = Number.POSITIVE_INFINITY): string {
  const { suite, floor, trials, cells, loadAverage } = report;
  const rows = cells.flatMap(({ id, subject, label }) => {
    const pairs = trials.flatMap((trial) => trial.filter(({ cellId }) => cellId === id));
    if (pairs.length === 0) return [];
    const shares = pairs.map(({ baseMs, headMs }) => headMs / baseMs - 1);
    return [
      [
        subject,
        label,
        formatDuration(median(pairs.map(({ baseMs }) => baseMs))),
        shares.map((share) => `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(1)}`).join(' '),
      ],
    ];
  });
  const table = renderTable({
    head: ['subject', 'question', 'median', 'head beside itself, %, a trial each'],
    align: ['left', 'left', 'right', 'left'],
    rows,
    ...(Number.isFinite(width) && { width }),
  });
  const told =
    `Noise floor of ${suite} on this host: ${percentText(floor.interleaved)} measured in turns (mls gate --against), ` +
    `${percentText(floor.apart)} one after the other (mls compare, mls gate --baseline), found at load ` +
    `${loadAverage.toFixed(1)}. What is smaller stays hidden: calibrate again when the host is quieter, or when what it ` +
    'does changes.';
  return `${table}\n${wrapParts(told.split(' '), ' ', width)}`;
}
