import type { Row } from '../../results/columns.js';
import { numberIn, textIn } from '../../results/display/headline.js';
import {
  formatCount,
  formatDuration,
  formatElapsed,
  formatNumber,
  MISSING,
} from '../../results/display/quantity.js';
import type { ServingFigures, ServingLoad } from './serving-view.js';

/** What is told of a load that goes on, by name, the most telling first. */
export function figuresText(now: ServingFigures): readonly (readonly [name: string, value: string])[] {
  return [
    ['offered', `${formatNumber(now.offeredRps)}/s`],
    ['achieved', `${formatNumber(now.achievedRps)}/s`],
    ['in flight', formatCount(now.inFlight)],
    ['p50', formatDuration(now.p50Ms, 3)],
    ['p90', formatDuration(now.p90Ms, 3)],
    ['p99', formatDuration(now.p99Ms, 3)],
    ['queue', now.queue === null ? MISSING : formatCount(now.queue)],
    ['batch', now.batch === null ? MISSING : formatNumber(now.batch)],
    ['instances', now.instances === null ? MISSING : formatCount(now.instances)],
    ['refused', formatCount(now.refused)],
    ['failed', formatCount(now.failed)],
  ];
}

/** `batched 25/s  4s of 12s`. */
export function loadText({ subject, rate, lengthMs }: ServingLoad, atMs: number): string {
  return `${subject} ${rate}/s  ${timeText(atMs, lengthMs)}`;
}

function timeText(atMs: number, lengthMs: number): string {
  const over = atMs > lengthMs;
  const far = `${formatElapsed(Math.min(atMs, lengthMs) / 1000)} of ${formatElapsed(lengthMs / 1000)}`;
  return over ? `all sent, waiting for answers ${formatElapsed((atMs - lengthMs) / 1000)}` : far;
}

/** A finished load in a line: `batched 25/s: answered 24.8/s · p50 350 ms · p99 620 ms · SLO held`. */
export function finishedText(subject: string, row: Row): string {
  const status = textIn(row, 'status') ?? '';
  const reason = textIn(row, 'reason');
  const rate = `${subject} ${numberIn(row, 'rate') ?? ''}/s`;
  if (status === 'skipped') return `${rate} and above: skipped, ${reason ?? ''}`;
  const what = `${rate}:`;
  const figure = (name: string) => numberIn(row, name) ?? Number.NaN;
  if (numberIn(row, 'throughputRps') === null) {
    return `${what} ${status}${reason === null ? '' : `, ${reason}`}`;
  }
  const slo = sloText(row);
  return [
    `${what} answered ${formatNumber(figure('throughputRps'))}/s`,
    `p50 ${formatDuration(figure('p50Ms'), 3)}`,
    `p99 ${formatDuration(figure('p99Ms'), 3)}`,
    ...(slo === '' ? [] : [`SLO ${slo}`]),
    ...(status === 'ok' ? [] : [status]),
  ].join(' · ');
}

/** Whether a row goes without saying after the one before: what is skipped is so with all that is above it. */
export function isRepeated(
  before: { readonly subject: string; readonly row: Row } | undefined,
  { subject, row }: { readonly subject: string; readonly row: Row },
): boolean {
  const isSkipped = (one: Row) => textIn(one, 'status') === 'skipped';
  return before !== undefined && before.subject === subject && isSkipped(before.row) && isSkipped(row);
}

/** `held`, `missed`, or nothing where none was judged. */
export function sloText(row: Row): string {
  const holds = textIn(row, 'sloHolds');
  return holds === null ? '' : holds === 'yes' ? 'held' : 'missed';
}
