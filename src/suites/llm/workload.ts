import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../../errors.js';
import { steadyArrivals } from '../../load/arrivals/arrivals.js';
import { parseAzureTrace } from '../../load/arrivals/azure-trace.js';
import { parseArrivals } from '../../load/arrivals/parse-arrivals.js';
import { planArrivals } from '../../load/arrivals/plan.js';
import { parseDurationMs } from '../../parse/quantities.js';
import { drawnRequests, tracedRequests } from '../../scheduling/llm/workload/drawn-requests.js';
import { lognormalLengths } from '../../scheduling/llm/workload/lognormal-lengths.js';
import { parseRequestLog, type RequestLog } from '../../scheduling/llm/workload/request-log.js';
import type { GridFlags } from '../grid-flags.js';
import { keptFile, once } from './kept-file.js';
import { parseLengths } from './parse-lengths.js';
import { parseRates } from './parse-rates.js';

/** Requests that every policy is given alike. */
export interface Workload {
  readonly text: string;
  /** Requests a second that were asked for; null of those that were recorded. */
  readonly rate: number | null;
  /** @throws MlsError `unavailable` without the file; DataError where it is damaged */
  readonly log: () => Promise<RequestLog>;
}

const OF_DRAWN = ['rate', 'arrivals', 'duration', 'prompt-tokens', 'output-tokens'] as const;

/** @throws UsageError */
export function parseWorkloads(flags: GridFlags, seed: number): readonly Workload[] {
  const file = flags.optional('requests');
  if (file === undefined) return drawnWorkloads(flags, seed);
  const misplaced = OF_DRAWN.find((flag) => flags.optional(flag) !== undefined);
  if (misplaced !== undefined) {
    throw new UsageError(`expected --${misplaced} or --requests, which says when and how long; got both`);
  }
  return [{ text: basename(file), rate: null, log: once(() => recordedLog(file)) }];
}

async function recordedLog(file: string): Promise<RequestLog> {
  const text = await readFile(await keptFile('--requests', file), 'utf8');
  const name = basename(file);
  if (/\.(jsonl|ndjson|json)$/.test(file)) return parseRequestLog(text, name);
  return { requests: tracedRequests(parseAzureTrace(text, name)), measured: undefined };
}

function drawnWorkloads(flags: GridFlags, seed: number): Workload[] {
  const prompt = parseLengths('--prompt-tokens', flags.text('prompt-tokens', '512:0.8'));
  const output = parseLengths('--output-tokens', flags.text('output-tokens', '256:0.6'));
  const durationMs = parseDurationMs('--duration', flags.text('duration', '60s'));
  const text = flags.text('arrivals', 'poisson');
  const { gaps, course } = parseArrivals(text, seed);
  if (course.kind !== 'rate') {
    throw new UsageError(`expected --arrivals to be poisson, constant or gamma:SHAPE; got "${text}"`);
  }
  return parseRates(flags.text('rate', '8')).map((rate) => {
    const { timesMs } = planArrivals(steadyArrivals(gaps, rate, durationMs), { warmupMs: 0 });
    // Seeds of their own, so that a longer prompt does not come with a later arrival.
    const log = once(async () => ({
      requests: drawnRequests(
        timesMs,
        lognormalLengths(prompt, seed + 1),
        lognormalLengths(output, seed + 2),
      ),
      measured: undefined,
    }));
    return { text, rate, log };
  });
}
