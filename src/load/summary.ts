import { sortedQuantile } from '../stats/quantile.js';
import type { LoadMeasurement } from './generate-load.js';
import { OUTCOME_CODE } from './outcome.js';
import { goodWithinMs, judgeSlo, type Slo, type SloVerdict } from './slo.js';
import { invalidityOf } from './validity.js';

/** The part of a run that is told of. */
export interface MeasuredWindow {
  readonly fromMs: number;
  readonly lengthMs: number;
  /** Whether requests had a time to leave at, so that they can be late. */
  readonly isOpen: boolean;
}

/** Ascending milliseconds of good answers, with and without what they waited after their time before they left. */
export interface Latencies {
  readonly corrected: Float64Array;
  readonly uncorrected: Float64Array;
}

export interface LoadSummary {
  readonly sent: number;
  readonly successful: number;
  /** Answered with a status that is neither success nor refusal, or not answered for a reason of the connection. */
  readonly failed: number;
  readonly refused: number;
  readonly timedOut: number;
  readonly unfinished: number;
  readonly offeredRps: number;
  /** Good answers that came within the window, whether their request left in it or in the warm-up. */
  readonly throughputRps: number;
  /** Of these, answers as fast as was promised. */
  readonly goodputRps: number;
  readonly latencies: Latencies;
  readonly slipP99Ms: number;
  readonly slipMaxMs: number;
  /** Ascending, of streamed answers only. */
  readonly firstTokenMs: Float64Array;
  readonly perTokenMs: Float64Array;
  readonly slo: SloVerdict | undefined;
  readonly invalid: string | undefined;
}

/** What a measurement says of its window. Pure. */
export function summarize(
  { samples }: Pick<LoadMeasurement, 'samples'>,
  { fromMs, lengthMs, isOpen }: MeasuredWindow,
  slo: Slo | undefined,
): LoadSummary {
  const goodMs = slo === undefined ? Number.POSITIVE_INFINITY : goodWithinMs(slo);
  const count = [0, 0, 0, 0, 0, 0];
  const corrected: number[] = [];
  const uncorrected: number[] = [];
  const slips: number[] = [];
  const firstTokenMs: number[] = [];
  const perTokenMs: number[] = [];
  let within = 0;
  let good = 0;
  for (let row = 0; row < samples.index.length; row++) {
    const intendedMs = samples.intendedMs[row] ?? 0;
    const sentMs = samples.sentMs[row] ?? 0;
    const endMs = samples.endMs[row] ?? 0;
    const outcome = samples.outcome[row] ?? 0;
    const isOk = outcome === OUTCOME_CODE.ok;
    if (isOk && endMs >= fromMs && endMs < fromMs + lengthMs) {
      within++;
      if (endMs - intendedMs <= goodMs) good++;
    }
    if (intendedMs < fromMs) continue;
    count[outcome] = (count[outcome] ?? 0) + 1;
    slips.push((samples.turnMs[row] ?? 0) - intendedMs);
    if (!isOk) continue;
    corrected.push(endMs - intendedMs);
    uncorrected.push(endMs - sentMs);
    const tokens = samples.tokens[row] ?? 0;
    if (tokens > 0) firstTokenMs.push((samples.firstMs[row] ?? 0) - intendedMs);
    if (tokens > 1) perTokenMs.push((endMs - (samples.firstMs[row] ?? 0)) / (tokens - 1));
  }
  const of = (code: number) => count[code] ?? 0;
  const failed = of(OUTCOME_CODE.failed) + of(OUTCOME_CODE.error);
  const [refused, timedOut] = [of(OUTCOME_CODE.refused), of(OUTCOME_CODE.timedOut)];
  const latencies = { corrected: ascending(corrected), uncorrected: ascending(uncorrected) };
  const slip = ascending(slips);
  const slipP99Ms = isOpen ? sortedQuantile(slip, 0.99) : Number.NaN;
  const perSecond = (amount: number) => (lengthMs > 0 ? amount / (lengthMs / 1000) : Number.NaN);
  return {
    sent: slips.length,
    successful: of(OUTCOME_CODE.ok),
    failed,
    refused,
    timedOut,
    unfinished: of(OUTCOME_CODE.unfinished),
    offeredRps: isOpen ? perSecond(slips.length) : Number.NaN,
    throughputRps: perSecond(within),
    goodputRps: perSecond(good),
    latencies,
    slipP99Ms,
    slipMaxMs: isOpen ? (slip.at(-1) ?? Number.NaN) : Number.NaN,
    firstTokenMs: ascending(firstTokenMs),
    perTokenMs: ascending(perTokenMs),
    slo: slo && judgeSlo(slo, latencies.corrected, failed + refused + timedOut),
    invalid: isOpen && slips.length > 0 ? invalidityOf(slipP99Ms, lengthMs / slips.length) : undefined,
  };
}

function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}
