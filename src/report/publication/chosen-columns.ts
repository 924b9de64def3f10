import { UsageError } from '../../errors.js';
import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { resultColumns } from '../result-columns.js';

/** What a table of load shows, where its suite declares it: latency is the point, and not the detail it is elsewhere. */
const OF_LOAD: readonly string[] = [
  'tier',
  'policy',
  'model',
  'rate',
  'concurrency',
  'throughputRps',
  'goodputRps',
  'p50Ms',
  'p90Ms',
  'p99Ms',
  'p999Ms',
  'failed',
  'sloHolds',
];

/** Ranks from here on (parts of the time, memory) are left to CSV. */
const DETAIL_RANK = 10;
/** Told in the caption, below the table, or by bold figures. */
const ELSEWHERE: readonly string[] = ['rounds', 'check', 'status', 'reason', 'boundBy', 'paretoFront'];

/**
 * Columns of a publication in the order in which they stand, without those that hold the ends of an interval.
 * @param names those asked for by name; all that tell something by default
 * @throws UsageError when a name is of no column
 */
export function chosenColumns(
  rows: readonly Row[],
  declared: readonly ColumnDeclaration[],
  names: readonly string[] | undefined,
): ColumnDeclaration[] {
  const byName = new Map(declared.map((column) => [column.name, column]));
  if (names !== undefined) return names.map((name) => named(name, byName));
  const ends = new Set(declared.flatMap(({ interval }) => interval ?? []));
  const told = (name: string) => rows.some((row) => (row[name] ?? null) !== null && row[name] !== '');
  const isOfLoad = byName.has('sent');
  const chosen = isOfLoad
    ? OF_LOAD.filter((name) => told(name) && (byName.get(name)?.role !== 'parameter' || varies(rows, name)))
    : resultColumns(rows, declared)
        .columns.filter(({ rank, name }) => rank < DETAIL_RANK && !ELSEWHERE.includes(name))
        .map(({ name }) => name);
  return chosen.flatMap((name) => (ends.has(name) ? [] : (byName.get(name) ?? [])));
}

function named(name: string, byName: ReadonlyMap<string, ColumnDeclaration>): ColumnDeclaration {
  const column = byName.get(name);
  if (column !== undefined) return column;
  throw new UsageError(
    `expected --columns to name columns of the run (${[...byName.keys()].join(', ')}); got "${name}"`,
  );
}

function varies(rows: readonly Row[], name: string): boolean {
  return new Set(rows.map((row) => row[name] ?? null)).size > 1 || name === 'rate';
}
