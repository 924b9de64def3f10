import { parse } from 'csv-parse/sync';
import { DataError } from '../../errors.js';

/** Requests as the Azure LLM inference traces record them, in the order in which they arrived. */
export interface RecordedRequests {
  /** Milliseconds from the first. */
  readonly timesMs: Float64Array;
  readonly contextTokens: Uint32Array;
  readonly generatedTokens: Uint32Array;
}

const COLUMNS = ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'];

/**
 * Reads a trace with the columns TIMESTAMP, ContextTokens and GeneratedTokens; others are passed over. Times are such
 * as `2023-11-16 18:17:03.9799600` or ISO 8601, and are sorted.
 * @throws DataError that names the record, the heading being the first
 */
export function parseAzureTrace(text: string, name: string): RecordedRequests {
  const records = columnsOf(text, name, COLUMNS);
  const requests = records.map(([time = '', context = '', generated = ''], i) => ({
    atMs: parseTimestamp(time, name, i + 2),
    context: parseTokens(context, name, i + 2),
    generated: parseTokens(generated, name, i + 2),
  }));
  requests.sort((a, b) => a.atMs - b.atMs);
  const startMs = requests[0]?.atMs ?? 0;
  return {
    timesMs: Float64Array.from(requests, ({ atMs }) => atMs - startMs),
    contextTokens: Uint32Array.from(requests, (request) => request.context),
    generatedTokens: Uint32Array.from(requests, (request) => request.generated),
  };
}

/**
 * Reads when the requests of a trace arrived, of which nothing but the column TIMESTAMP is asked.
 * @returns milliseconds from the first, ascending
 * @throws DataError as `parseAzureTrace`
 */
export function parseTraceTimes(text: string, name: string): Float64Array {
  const records = columnsOf(text, name, ['TIMESTAMP']);
  const timesMs = Float64Array.from(records, ([time = ''], i) => parseTimestamp(time, name, i + 2)).sort();
  const startMs = timesMs[0] ?? 0;
  return timesMs.map((atMs) => atMs - startMs);
}

/** The fields of each record in the order of `columns`. */
function columnsOf(text: string, name: string, columns: readonly string[]): string[][] {
  const [head, ...records] = recordsOf(text, name);
  const places = columns.map((column) => {
    const at = head?.findIndex((field) => field.trim().toLowerCase() === column.toLowerCase()) ?? -1;
    if (at >= 0) return at;
    const expected = columns.length === 1 ? `the column ${column}` : `the columns ${columns.join(', ')}`;
    const got = head === undefined ? 'an empty file' : `"${head.join(',')}"`;
    throw damaged(name, 1, `expected ${expected}; got ${got}`);
  });
  if (records.length === 0) throw damaged(name, 2, 'expected at least one request');
  return records.map((fields) => places.map((at) => fields[at] ?? ''));
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
