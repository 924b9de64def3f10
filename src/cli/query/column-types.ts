import type { QueryRecord } from './run-records.js';

type ColumnType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'TIMESTAMP';

/** The least type that holds every value of each column, in the order in which they come; of nothing but nulls, text. */
export function columnTypes(records: readonly QueryRecord[]): Map<string, ColumnType> {
  const types = new Map<string, ColumnType | null>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      const known = types.get(name) ?? null;
      types.set(name, value === null ? known : wider(known, typeOf(name, value)));
    }
  }
  return new Map([...types].map(([name, type]) => [name, type ?? 'VARCHAR']));
}

function typeOf(name: string, value: string | number): ColumnType {
  if (typeof value === 'string') return name === 'startedAt' ? 'TIMESTAMP' : 'VARCHAR';
  return Number.isSafeInteger(value) ? 'BIGINT' : 'DOUBLE';
}

function wider(one: ColumnType | null, other: ColumnType): ColumnType {
  if (one === null || one === other) return other;
  return [one, other].every((type) => type === 'BIGINT' || type === 'DOUBLE') ? 'DOUBLE' : 'VARCHAR';
}
