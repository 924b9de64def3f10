import type { LatencyProfile } from '../../policy.js';
import type { CsvTable } from '../csv-records.js';
import { positiveNumber } from '../csv-records.js';
import { type ProfilePoint, tableProfile } from '../table-profile.js';

/** Columns of a latency, and milliseconds of one of their unit. */
const LATENCY_COLUMNS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['latency_ms', 1],
  ['latency(ms)', 1],
  ['us', 1e-3],
  ['latency_us', 1e-3],
  ['latency(us)', 1e-3],
]);

/** `batch,latency_ms` or `batch,latency_us`, with a record for each size that was measured; other columns are passed over. */
export function isBatchTable({ columns }: CsvTable): boolean {
  return columns.includes('batch') && columns.some((column) => LATENCY_COLUMNS.has(column));
}

/** @throws DataError naming the record; UsageError where a batch is no size */
export function readBatchTable({ columns, records }: CsvTable, file: string): LatencyProfile {
  const batchAt = columns.indexOf('batch');
  const latencyAt = columns.findIndex((column) => LATENCY_COLUMNS.has(column));
  const latencyColumn = columns[latencyAt] ?? '';
  const msPerUnit = LATENCY_COLUMNS.get(latencyColumn) ?? 1;
  const points = records.map(
    (fields, i): ProfilePoint => ({
      batch: positiveNumber(fields[batchAt], file, i + 1, 'batch'),
      ms: positiveNumber(fields[latencyAt], file, i + 1, latencyColumn) * msPerUnit,
    }),
  );
  return tableProfile(points);
}
