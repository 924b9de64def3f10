import type { parse } from 'csv-parse/sync';
import { UsageError } from '../../errors.js';
import { recordsOf } from './csv-records.js';
import { DamagedFileError, firstLine } from './damage.js';
import type { DataFile } from './data-file.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const NEWLINE = 10;
const MOST_HEAD_BYTES = 16 * 2 ** 20;

/** How the lines of a CSV file are to be read. */
export interface CsvLayout {
  readonly delimiter: string;
  /** Fields of every line. */
  readonly width: number;
  /** Which fields make the vector, in order. */
  readonly columns: readonly number[];
  /** Where the first line of numbers may begin: behind the header. */
  readonly dataOffset: number;
}

/** A decimal number as CSV writers print it. */
export function parseCell(text: string | undefined): number {
  const value = Number(text);
  // What is empty counts as 0 to `Number`.
  return value === 0 && text?.trim() === '' ? Number.NaN : value;
}

async function firstLineOf(file: DataFile): Promise<{ readonly bytes: Buffer; readonly end: number }> {
  for (let length = 65_536; ; length *= 16) {
    const bytes = await file.bytes(0, length);
    let start = 0;
    while (bytes[start] === NEWLINE || bytes[start] === 13) start++;
    const end = bytes.indexOf(NEWLINE, start);
    if (end >= 0) return { bytes: bytes.subarray(0, end), end: end + 1 };
    if (bytes.length === file.size) return { bytes, end: file.size };
    if (length >= MOST_HEAD_BYTES) {
      throw new DamagedFileError({
        path: file.path,
        offset: 0,
        expected: `a line of at most ${MOST_HEAD_BYTES} bytes`,
        got: 'no line end',
        mend: 'It is not a CSV file, or its lines end in a lone carriage return: check the extension.',
      });
    }
  }
}

function chosen(
  path: string,
  names: readonly string[] | undefined,
  width: number,
  member: string | undefined,
): number[] {
  if (member === undefined) return Array.from({ length: width }, (_, i) => i);
  const known = names ?? Array.from({ length: width }, (_, i) => String(i));
  return member.split(',').map((name) => {
    const index = known.indexOf(name);
    if (index >= 0) return index;
    const have = known.length > 12 ? `${known.slice(0, 12).join(', ')}, ...` : known.join(', ');
    throw new UsageError(`expected "${name}" to be a column of ${path}; its columns are ${have}.`);
  });
}

/** That which stands most often in a line, outside of quotes. */
function likelyDelimiter(line: Buffer): string {
  const text = line.toString('latin1').replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => text.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function firstFields(path: string, line: Buffer, delimiter: string, parseSync: typeof parse): string[] {
  try {
    return (recordsOf(line, delimiter, parseSync)[0] ?? []).map((field) => field.trim());
  } catch (error) {
    throw new DamagedFileError({
      path,
      offset: 0,
      expected: 'a first line of names or numbers',
      got: firstLine(error),
      mend: 'Write names without quotes, on one line.',
    });
  }
}

/**
 * Finds the delimiter (that which makes most fields of the first line), the header (a first line that is not all
 * numbers) and the columns: those `member` names, else all.
 */
export async function csvLayout(
  file: DataFile,
  parseSync: typeof parse,
  member: string | undefined,
): Promise<CsvLayout> {
  const { bytes, end } = await firstLineOf(file);
  const marked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const line = marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  const delimiter = likelyDelimiter(line);
  const fields = firstFields(file.path, line, delimiter, parseSync);
  const hasHeader = fields.some((field) => Number.isNaN(parseCell(field)) && !/^[-+]?nan$/i.test(field));
  return {
    delimiter,
    width: fields.length,
    columns: chosen(file.path, hasHeader ? fields : undefined, fields.length, member),
    dataOffset: hasHeader ? end : bytes.length - line.length,
  };
}
