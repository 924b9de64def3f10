import { parse } from 'csv-parse/sync';
import { DataError } from '../../errors.js';

/** Requests as the Azure LLM inference traces record them, in the order in which they arrived. */
export interface RecordedRequests {
  /** Milliseconds from the first. */
  readonly timesMs: Float64Array;
  readonly contextTokens: Uint32Array;
  readonly generatedTokens: Uint32Array;
}

const COLUMNS = ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'] as const;

/**
 * Reads a trace with the columns TIMESTAMP, ContextTokens and GeneratedTokens; others are passed over. Times are such
 * as `2023-11-16 18:17:03.9799600` or ISO 8601, and are sorted.
 * @throws DataError that names the record, the heading being the first
 */
export function parseAzureTrace(text: string, name: string): RecordedRequests {
  const [head, ...records] = recordsOf(text, name);
  const [time, context, generated] = COLUMNS.map((column) => {
    const at = head?.findIndex((field) => field.trim().toLowerCase() === column.toLowerCase()) ?? -1;
    if (at >= 0) return at;
    const got = head === undefined ? 'an empty file' : `"${head.join(',')}"`;
    throw damaged(name, 1, `expected the columns ${COLUMNS.join(', ')}; got ${got}`);
  });
  const requests = records.map((fields, i) => ({
    atMs: parseTimestamp(fields[time ?? 0] ?? '', name, i + 2),
    context: parseTokens(fields[context ?? 0] ?? '', name, i + 2),
    generated: parseTokens(fields[generated ?? 0] ?? '', name, i + 2),
  }));
  if (requests.length === 0) throw damaged(name, 2, 'expected at least one request');
  requests.sort((a, b) => a.atMs - b.atMs);
  const startMs = requests[0]?.atMs ?? 0;
  return {
    timesMs: Float64Array.from(requests, ({ atMs }) => atMs - startMs),
    contextTokens: Uint32Array.from(requests, (request) => request.context),
    generatedTokens: Uint32Array.from(requests, (request) => request.generated),
  };
}

function recordsOf(text: string, name: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot read the trace ${name}: ${reason}`, 'trace', { cause });
  }
}

/** Milliseconds since 1970. `Date` keeps milliseconds, of which the traces have ten thousand parts. */
function parseTimestamp(text: string, name: string, record: number): number {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim());
  const [, day, second, fraction = '0', zone = 'Z'] = match ?? [];
  const ms = match === null ? Number.NaN : Date.parse(`${day}T${second}${zone}`) + Number(fraction) * 1000;
  if (Number.isFinite(ms)) return ms;
  throw damaged(name, record, `expected a time such as 2023-11-16 18:17:03.9799600; got "${text}"`);
}

function parseTokens(text: string, name: string, record: number): number {
  const tokens = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(tokens) && tokens >= 0 && tokens < 2 ** 32) return tokens;
  throw damaged(name, record, `expected a count of tokens; got "${text}"`);
}

function damaged(name: string, record: number, reason: string): DataError {
  return new DataError(`cannot read the trace ${name}, record ${record}: ${reason}`, 'trace');
}
