import type { Rows } from '../backend.js';
import type { Crew } from './crew.js';
import type { QueriesAt } from './job.js';
import type { WorkingMemory } from './memory/working-memory.js';

/** Queries `first .. first + count` in an arena, as they are and packed. */
export function packedQueries(
  crew: Crew,
  memory: WorkingMemory,
  { d, data }: Pick<Rows, 'd' | 'data'>,
  first: number,
  count: number,
): QueriesAt {
  const kernels = crew.kernelsOf(memory.arena);
  const queries = memory.put(data.subarray(first * d, (first + count) * d));
  const packed = memory.take(kernels.packedBytes(count, d));
  kernels.packQueries(queries, count, d, packed);
  return { queries, packed, queryCount: count };
}

/** Queries are gone over in groups of four. */
export function wholeGroups(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** How many queries to take at once so that they need no more than `bytes`, in whole groups where there are so many. */
export function queriesPerBatch(bytesPerQuery: number, bytes: number): number {
  const most = Math.floor(bytes / bytesPerQuery);
  return Math.max(1, most >= 4 ? most - (most % 4) : most);
}
