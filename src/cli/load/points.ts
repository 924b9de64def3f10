import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { UsageError } from '../../errors.js';
import { type Arrivals, steadyArrivals } from '../../load/arrivals/arrivals.js';
import { parseTraceTimes } from '../../load/arrivals/azure-trace.js';
import { type ArrivalWords, parseArrivals } from '../../load/arrivals/parse-arrivals.js';
import { planArrivals } from '../../load/arrivals/plan.js';
import type { LoadPacing } from '../../load/generate-load.js';
import { parseDurationMs, parseInteger, parsePositiveInteger } from '../../parse/quantities.js';
import { parseSweep } from '../../parse/sweep-values.js';

export interface PacingFlags {
  readonly rps?: string | undefined;
  readonly arrivals: string;
  readonly duration?: string | undefined;
  readonly requests?: string | undefined;
  readonly warmup: string;
  readonly closed?: string | undefined;
  readonly clients?: string | undefined;
  readonly seed: string;
  readonly 'find-capacity': boolean;
}

/** One load to send, and the row it will be. */
export interface LoadPoint {
  readonly id: string;
  readonly rate: number | null;
  readonly concurrency: number | null;
  readonly pacing: LoadPacing;
  /** Generator processes. */
  readonly processes: number;
}

export interface LoadPoints {
  /** How requests arrive, in words. */
  readonly arrivals: string;
  readonly points: readonly LoadPoint[];
  /** The same load at another rate; absent where the course of the rate is fixed. */
  readonly at?: (rps: number) => LoadPoint;
  readonly startRps: number;
}

const DEFAULT_DURATION = '10s';
const DEFAULT_START_RPS = 10;
/** One process sends several times as many; beyond that its own queueing would show in the latencies. */
const RPS_OF_ONE_PROCESS = 10_000;

/** @throws UsageError; DataError when a trace cannot be read */
export async function loadPoints(flags: PacingFlags): Promise<LoadPoints> {
  const warmupMs = flags.warmup === '0' ? 0 : parseDurationMs('--warmup', flags.warmup);
  const durationMs = parseDurationMs('--duration', flags.duration ?? DEFAULT_DURATION);
  if (flags.closed !== undefined) return closedLoop(flags, warmupMs, durationMs);
  const words = parseArrivals(flags.arrivals, parseInteger('--seed', flags.seed, 0));
  const rates = flags.rps === undefined ? [] : parseRates(flags.rps);
  const most = flags.requests === undefined ? undefined : parsePositiveInteger('--requests', flags.requests);
  const pointOf = (rate: number | null, arrivals: Arrivals, id: string): LoadPoint => {
    const plan = planArrivals(arrivals, { warmupMs, mostRequests: most });
    const perSecond = plan.timesMs.length / ((warmupMs + plan.measuredMs) / 1000);
    const processes = processesOf(flags, perSecond);
    return { id, rate, concurrency: null, pacing: { kind: 'open', plan }, processes };
  };
  if (words.course.kind !== 'rate') {
    if (flags['find-capacity'])
      throw new UsageError('--find-capacity needs arrivals at one rate, such as poisson');
    const arrivals = await fixedCourse(words, flags, rates);
    return { arrivals: flags.arrivals, points: [pointOf(rates[0] ?? null, arrivals, 'load')], startRps: 0 };
  }
  const at = (rate: number) => {
    const lengthMs =
      most === undefined || flags.duration !== undefined ? durationMs : (most / rate) * 2000 + 1000;
    return pointOf(rate, steadyArrivals(words.gaps, rate, lengthMs), `rate-${rate}`);
  };
  const startRps = rates[0] ?? DEFAULT_START_RPS;
  if (flags['find-capacity']) return { arrivals: flags.arrivals, points: [], at, startRps };
  if (rates.length === 0) {
    throw new UsageError(
      'expected --rps RATE for an open loop (requests a second, such as 200 or 5:60:5), or --closed CLIENTS',
    );
  }
  return { arrivals: flags.arrivals, points: rates.map(at), at, startRps };
}

function closedLoop(flags: PacingFlags, warmupMs: number, measuredMs: number): LoadPoints {
  if (flags.rps !== undefined || flags['find-capacity'] || flags.requests !== undefined) {
    throw new UsageError(
      'expected --closed with --duration only; --rps, --requests and --find-capacity are of an open loop',
    );
  }
  const points = parseSweep('--closed', flags.closed ?? '').map((concurrency): LoadPoint => {
    const pacing = { kind: 'closed', clients: concurrency, warmupMs, measuredMs } as const;
    const processes = Math.min(processesOf(flags, 0), concurrency);
    return { id: `closed-${concurrency}`, rate: null, concurrency, pacing, processes };
  });
  return { arrivals: 'closed', points, startRps: 0 };
}

/** A course that says itself how long it lasts; `--rps` gives a trace another mean rate. */
async function fixedCourse(
  { gaps, course }: ArrivalWords,
  flags: PacingFlags,
  rates: readonly number[],
): Promise<Arrivals> {
  const durationMs = parseDurationMs('--duration', flags.duration ?? DEFAULT_DURATION);
  if (course.kind === 'trace') {
    if (rates.length > 1) throw new UsageError('expected one --rps for a trace, to which it is stretched');
    const text = await readFile(course.file, 'utf8').catch((cause) => {
      throw new UsageError(`expected --arrivals trace:FILE to be readable: ${cause.message}`, { cause });
    });
    const timesMs = parseTraceTimes(text, basename(course.file));
    const scaled = rates[0] === undefined ? timesMs : stretched(timesMs, rates[0]);
    if (flags.duration === undefined) return { kind: 'trace', timesMs: scaled };
    return { kind: 'trace', timesMs: scaled.filter((ms) => ms < durationMs) };
  }
  if (rates.length > 0) {
    throw new UsageError(`--arrivals ${flags.arrivals} has its own rates; leave --rps out`);
  }
  if (course.kind === 'steps') {
    if (flags.duration !== undefined)
      throw new UsageError('steps have their own durations; leave --duration out');
    return { kind: 'rates', gaps, segments: course.segments };
  }
  if (course.kind !== 'ramp') throw new Error('a course of one rate is none');
  const { fromPerSecond, toPerSecond } = course;
  return { kind: 'rates', gaps, segments: [{ fromPerSecond, toPerSecond, durationMs }] };
}

function stretched(timesMs: Float64Array, rps: number): Float64Array {
  const spanMs = timesMs.at(-1) ?? 0;
  if (spanMs === 0) return timesMs;
  const factor = ((timesMs.length - 1) * 1000) / rps / spanMs;
  return timesMs.map((ms) => ms * factor);
}

function processesOf({ clients = 'auto' }: PacingFlags, perSecond: number): number {
  if (clients !== 'auto') return parsePositiveInteger('--clients', clients);
  return Math.max(1, Math.min(availableParallelism() - 1, Math.ceil(perSecond / RPS_OF_ONE_PROCESS)));
}

/** `200`, `0.5,1,2`, `5:60:5`, or `10:160`, which doubles. */
export function parseRates(text: string): number[] {
  const rates = text.split(',').flatMap((word) => {
    if (word.includes(':')) return parseSweep('--rps', word);
    const rate = word.trim() === '' ? Number.NaN : Number(word);
    if (rate > 0 && Number.isFinite(rate)) return [rate];
    throw new UsageError(
      `expected --rps to be requests a second such as 200, 5,10,20 or 5:60:5; got "${text}"`,
    );
  });
  return [...new Set(rates)];
}
