import { steadyArrivals } from '../../load/arrivals/arrivals.js';
import { planArrivals } from '../../load/arrivals/plan.js';
import type { ServingRow } from '../../suites/serving/row.js';
import type { LoadPoint } from '../load/points.js';

const FIRST_RPS = 1000;
const LEAST_RPS = 125;
const LAST_RPS = 16_000;
const MEASURED_MS = 500;
const WARMUP_MS = 250;
/** A rate that the null tier answers less of is more than generator and server carry together. */
const ANSWERED_SHARE = 0.95;

/**
 * What the generator itself can send on this host: the null tier answers at once, and its rate is doubled, or first halved,
 * until requests leave late or answers stay behind. The row is that of the highest rate that was kept, with what became of
 * the next one, or an invalid one where none was.
 * @param load one rate, of which nothing is kept
 */
export async function generatorCeiling(
  load: (point: LoadPoint) => Promise<ServingRow>,
  signal: AbortSignal,
): Promise<ServingRow> {
  let rps = FIRST_RPS;
  let row = await load(pointAt(rps));
  let beyond: string | undefined;
  while (!isKept(row)) {
    if (signal.aborted) return row;
    beyond = whyNot(rps, row);
    if (rps <= LEAST_RPS)
      return { ...row, status: row.status === 'ok' ? 'invalid' : row.status, reason: beyond };
    rps /= 2;
    row = await load(pointAt(rps));
  }
  while (beyond === undefined && rps < LAST_RPS && !signal.aborted) {
    const next = await load(pointAt(2 * rps));
    if (isKept(next)) row = next;
    else beyond = whyNot(2 * rps, next);
    rps *= 2;
  }
  return beyond === undefined ? row : { ...row, reason: beyond };
}

function isKept({ status, throughputRps, offeredRps, rate }: ServingRow): boolean {
  return status === 'ok' && (throughputRps ?? 0) >= ANSWERED_SHARE * (offeredRps ?? rate ?? 0);
}

function whyNot(rps: number, { reason, throughputRps }: ServingRow): string {
  return `${rps}/s was too much: ${reason ?? `${Math.round(throughputRps ?? 0)}/s were answered`}`;
}

function pointAt(rate: number): LoadPoint {
  const plan = planArrivals(steadyArrivals({ kind: 'constant' }, rate, MEASURED_MS), { warmupMs: WARMUP_MS });
  return { id: 'null', rate, concurrency: null, pacing: { kind: 'open', plan }, processes: 1 };
}
