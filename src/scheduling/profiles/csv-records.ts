import { parse } from 'csv-parse/sync';
import { DataError } from '../../errors.js';

/** A table with a heading: the names of its columns in lower case, and its records as numbers by column. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** @throws DataError where the text is no CSV or has no record below its heading */
export function csvTable(text: string, file: string): CsvTable {
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      comment: '#',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot read the profile ${file}: ${reason}`, 'profile', { cause });
  }
  const [heading, ...records] = rows;
  if (heading === undefined || records.length === 0) {
    throw damagedProfile(file, 'expected a heading and at least one record below it');
  }
  return { columns: heading.map((column) => column.toLowerCase()), records };
}

/** @throws DataError naming the record (1 for the first below the heading) and the column */
export function positiveNumber(
  field: string | undefined,
  file: string,
  record: number,
  column: string,
): number {
  const value = field === undefined || field === '' ? Number.NaN : Number(field);
  if (value > 0 && Number.isFinite(value)) return value;
  throw damagedProfile(
    file,
    `expected a number above 0 for ${column} in record ${record}; got "${field ?? ''}"`,
  );
}

export function damagedProfile(file: string, reason: string): DataError {
  return new DataError(`cannot read the profile ${file}: ${reason}`, 'profile');
}
