import { type CsvTable, damagedProfile, positiveNumber } from '../csv-records.js';
import type { NamedProfile } from '../named-profile.js';
import { tableProfile } from '../table-profile.js';

const BYTES_PER_MB = 1e6;

/**
 * The table of models of Clockwork (OSDI 2020), one record a model: `model,weights_MB,transfer_ms,b1_ms,b2_ms,...` with a
 * column for each size of batch, as many as there are; other columns are passed over.
 */
export function isClockworkZoo({ columns }: CsvTable): boolean {
  return columns.includes('model') && columns.some((column) => batchOf(column) !== undefined);
}

/** @throws DataError naming the record and the column */
export function readClockworkZoo({ columns, records }: CsvTable, file: string): NamedProfile[] {
  const modelAt = columns.indexOf('model');
  const weightsAt = columns.indexOf('weights_mb');
  const transferAt = columns.indexOf('transfer_ms');
  const sizes = columns.flatMap((column, at) => {
    const batch = batchOf(column);
    return batch === undefined ? [] : [{ batch, at, column }];
  });
  return records.map((fields, i) => {
    const name = fields[modelAt] ?? '';
    if (name === '') throw damagedProfile(file, `expected the name of a model in record ${i + 1}`);
    const number = (at: number, column: string) => positiveNumber(fields[at], file, i + 1, column);
    const latency = tableProfile(sizes.map(({ batch, at, column }) => ({ batch, ms: number(at, column) })));
    if (weightsAt < 0 || transferAt < 0) return { name, latency };
    const bytes = Math.round(number(weightsAt, 'weights_MB') * BYTES_PER_MB);
    return { name, latency, weights: { bytes, transferMs: number(transferAt, 'transfer_ms') } };
  });
}

/** 16 of `b16_ms`. */
function batchOf(column: string): number | undefined {
  const size = /^b(\d+)_ms$/.exec(column)?.[1];
  return size === undefined ? undefined : Number(size);
}
