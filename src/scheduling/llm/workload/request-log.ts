import { z } from 'zod';
import { DataError } from '../../../errors.js';
import type { LlmRequest } from '../llm-request.js';

/** How a request went on a real server, in milliseconds from its arrival. */
export interface MeasuredRequest {
  readonly firstTokenMs: number;
  readonly lastTokenMs: number;
}

/** Requests of a log, in the order of their arrival. */
export interface RequestLog {
  readonly requests: readonly LlmRequest[];
  /** Of each request, by its index; undefined where the log does not say for all. */
  readonly measured: readonly MeasuredRequest[] | undefined;
}

/** A line of a log of vLLM as LLMServingSim's bench writes it; `arrival_time` may be of any clock in seconds. */
const line = z.object({
  input_toks: z.int().min(1),
  output_toks: z.int().min(1),
  arrival_time: z.number(),
  /** Of another clock, that of the engine. */
  queued_ts: z.number().optional(),
  first_token_ts: z.number().optional(),
  last_token_ts: z.number().optional(),
});
type Line = z.infer<typeof line>;

const MS_PER_SECOND = 1000;

/**
 * Reads a JSON line for each request. Arrivals are counted from the first. The engine's clock is another than that of
 * arrivals; the two are taken as equal when the first request was queued, which the engine did at once, being idle.
 * @throws DataError naming the line
 */
export function parseRequestLog(text: string, file: string): RequestLog {
  const lines = text
    .split('\n')
    .flatMap((one, i) => (one.trim() === '' ? [] : [parseLine(one, file, i + 1)]));
  lines.sort((one, other) => one.arrival_time - other.arrival_time);
  const [first] = lines;
  if (first === undefined) throw new DataError(`expected requests in ${file}; got none`, 'requests');
  const requests = lines.map((one, id) => ({
    id,
    model: 0,
    arrivalMs: (one.arrival_time - first.arrival_time) * MS_PER_SECOND,
    deadlineMs: Number.POSITIVE_INFINITY,
    promptTokens: one.input_toks,
    outputTokens: one.output_toks,
  }));
  return { requests, measured: measuredOf(lines, requests, first.queued_ts) };
}

function measuredOf(
  lines: readonly Line[],
  requests: readonly LlmRequest[],
  startSeconds: number | undefined,
): MeasuredRequest[] | undefined {
  if (startSeconds === undefined) return undefined;
  const measured = lines.flatMap(({ first_token_ts, last_token_ts }, i) => {
    if (first_token_ts === undefined || last_token_ts === undefined) return [];
    const arrivalMs = requests[i]?.arrivalMs ?? 0;
    const fromArrival = (seconds: number) => (seconds - startSeconds) * MS_PER_SECOND - arrivalMs;
    return [{ firstTokenMs: fromArrival(first_token_ts), lastTokenMs: fromArrival(last_token_ts) }];
  });
  return measured.length === lines.length ? measured : undefined;
}

function parseLine(text: string, file: string, number: number): Line {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new DataError(
      `expected {"input_toks":..,"output_toks":..,"arrival_time":..} in line ${number} of ${file}; ${reason.replaceAll(/\s+/g, ' ')}`,
      'requests',
      { cause },
    );
  }
}
