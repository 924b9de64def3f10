import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../../errors.js';
import { type Arrivals, type Gaps, steadyArrivals } from '../../load/arrivals/arrivals.js';
import { parseTraceTimes } from '../../load/arrivals/azure-trace.js';
import { parseArrivals } from '../../load/arrivals/parse-arrivals.js';
import { atRate } from '../../scheduling/simulation/source/at-rate.js';
import type { GridFlags } from '../grid-flags.js';

/** How requests arrive, before it is known how many. */
export type ArrivalsRequest =
  | { readonly kind: 'drawn'; readonly text: string; readonly gaps: Gaps }
  | { readonly kind: 'recorded'; readonly text: string; readonly timesMs: Float64Array };

const NAMES = /^(poisson|constant|seed|gamma:.*|steps:.*|ramp:.*|trace:.*)$/;

/** @throws UsageError; DataError where a trace cannot be read */
export async function parseArrivalsRequest(flags: GridFlags, seed: number): Promise<ArrivalsRequest> {
  const trace = flags.optional('trace');
  const given = flags.optional('arrivals');
  if (trace !== undefined && given !== undefined) {
    throw new UsageError('expected --arrivals or --trace, which are arrivals that were recorded; got both');
  }
  if (trace !== undefined) return recorded(trace);
  const text = given ?? 'poisson';
  if (!NAMES.test(text)) return recorded(text);
  const { gaps, course } = parseArrivals(text, seed);
  if (course.kind === 'trace') return recorded(course.file);
  if (course.kind === 'rate') return { kind: 'drawn', text, gaps };
  throw new UsageError(
    `expected --arrivals to be poisson, constant, gamma:SHAPE or a file that was recorded; got "${text}", whose rate changes`,
  );
}

async function recorded(path: string): Promise<ArrivalsRequest> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new UsageError(
      `expected --arrivals to be poisson, constant, gamma:SHAPE or a trace to read; got "${path}", and ${why}`,
      { cause },
    );
  });
  return { kind: 'recorded', text: basename(path), timesMs: timesOf(text, basename(path)) };
}

/** Of a trace with times, or of one that is nothing but milliseconds, one a line. */
function timesOf(text: string, name: string): Float64Array {
  const lines = text.trim().split(/\s*\n\s*/);
  const numbers = lines.map((line) => (line === '' ? Number.NaN : Number(line)));
  if (!numbers.every(Number.isFinite)) return parseTraceTimes(text, name);
  const timesMs = Float64Array.from(numbers).sort();
  const startMs = timesMs[0] ?? 0;
  return timesMs.map((ms) => ms - startMs);
}

/** At a rate for a time; undefined: as recorded, as far as the time reaches. */
export function arrivalsAt(
  request: ArrivalsRequest,
  perSecond: number | undefined,
  lengthMs: number,
): Arrivals {
  if (request.kind === 'drawn') return steadyArrivals(request.gaps, perSecond ?? 0, lengthMs);
  const whole: Arrivals = { kind: 'trace', timesMs: request.timesMs };
  const arrivals = perSecond === undefined ? whole : atRate(whole, perSecond);
  return arrivals.kind === 'trace'
    ? { kind: 'trace', timesMs: arrivals.timesMs.filter((ms) => ms < lengthMs) }
    : arrivals;
}
