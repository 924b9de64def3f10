import { type NormalTable, normalTable } from '../kernels/normal-table.js';

let table: NormalTable | undefined;

/** The one table every normal variate is read from; making it takes milliseconds. */
export function sharedNormalTable(): NormalTable {
  table ??= normalTable();
  return table;
}
