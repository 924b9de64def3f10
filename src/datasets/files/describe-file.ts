import { createHash } from 'node:crypto';
import type { VectorSource } from '../../backends/backend.js';
import { UsageError } from '../../errors.js';
import type { DatasetRequest, DatasetSpec } from '../dataset.js';
import { readIdsFile } from '../formats/ids-file.js';
import { type FileParts, openParts } from './open-parts.js';

const DEFAULT_QUERIES = 50;

/**
 * What a dataset of files is at the size asked for. A file of queries is taken whole unless a number is asked for;
 * without one, the last rows of the base's file are held out as queries, so that no query finds itself.
 * @throws UsageError when the files do not hold that, with the numbers
 */
export async function describeFile(request: DatasetRequest): Promise<DatasetSpec> {
  const { name, queriesPath, truthPath } = request;
  const parts = await openParts(name, queriesPath);
  try {
    const { d } = parts.base;
    if (request.d !== undefined && request.d !== d) {
      throw new UsageError(`expected --d to be ${d}, the dimension of ${name}; got ${request.d}`);
    }
    const { n, queries } = rowsOf(request, parts);
    const truthK = truthPath === undefined ? undefined : await truthDepth(truthPath, queries, n, name);
    return {
      name,
      n,
      d,
      queries,
      seed: 0,
      content: contentOf(parts),
      ...(queriesPath !== undefined && { queriesPath }),
      ...(truthPath !== undefined && { truthPath, truthK }),
    };
  } finally {
    await parts.close();
  }
}

function rowsOf(request: DatasetRequest, parts: FileParts): { n: number; queries: number } {
  const { base, queries } = parts;
  if (queries === undefined) return heldOut(request, base.n);
  const where = request.queriesPath ?? request.name;
  if (queries.d !== base.d) {
    throw new UsageError(
      `expected queries of dimension ${base.d}, as ${request.name} has; ${where} has ${queries.d}`,
    );
  }
  const usual = request.queriesPath === undefined ? Math.min(DEFAULT_QUERIES, queries.n) : queries.n;
  return {
    n: within('--n', request.n ?? base.n, base.n, `the rows of ${request.name}`),
    queries: within('--queries', request.queries ?? usual, queries.n, `the queries of ${where}`),
  };
}

function heldOut({ name, n, queries }: DatasetRequest, rows: number): { n: number; queries: number } {
  if (rows < 2) {
    throw new UsageError(
      `expected ${name} to have rows to search and rows to search for; it has ${rows}. Give queries in a file: --queries FILE`,
    );
  }
  const wanted = within(
    '--queries',
    queries ?? Math.min(DEFAULT_QUERIES, Math.max(1, Math.floor(rows / 10))),
    rows - 1,
    `fewer than the ${rows} rows of ${name}, whose last rows are the queries where no file holds them`,
  );
  const most = rows - wanted;
  const without = `the ${rows} rows of ${name} without the last ${wanted}, which are the queries`;
  return { n: within('--n', n ?? most, most, without), queries: wanted };
}

async function truthDepth(path: string, queries: number, n: number, name: string): Promise<number> {
  const truth = await readIdsFile(path);
  if (truth.queries < queries) {
    throw new UsageError(
      `expected ${path} to hold the true neighbours of ${queries} queries; it holds those of ${truth.queries}. ` +
        `Give the truth of these queries, or fewer of them: --queries FILE,${truth.queries}`,
    );
  }
  const strange = truth.ids.subarray(0, queries * truth.k).findIndex((id) => id >= n);
  if (strange < 0) return truth.k;
  throw new UsageError(
    `expected ${path} to hold ids below ${n}, the rows of ${name} that are searched; got ${truth.ids[strange]} for ` +
      `query ${Math.floor(strange / truth.k)}. It is the truth of another base, or of more of its rows.`,
  );
}

function within(flag: string, value: number, most: number, whatMost: string): number {
  if (value >= 1 && value <= most) return value;
  throw new UsageError(`expected ${flag} to be between 1 and ${most}, ${whatMost}; got ${value}`);
}

function contentOf({ base, queries }: FileParts): string {
  const identities = [base, queries].map((source: VectorSource | undefined) => source?.identity ?? null);
  return createHash('sha256').update(JSON.stringify(identities)).digest('hex').slice(0, 12);
}
