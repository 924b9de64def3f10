import { rm } from 'node:fs/promises';
import { DataError, UsageError } from '../../errors.js';
import { parseChoice } from '../../parse/choices.js';
import { parseDurationMs } from '../../parse/quantities.js';
import { formatBytes } from '../../results/display/quantity.js';
import { confirmDeletion } from '../confirm.js';
import { bytesOf, type CacheEntry, cacheEntries } from './cache-entries.js';
import { CACHE_KIND_NAMES, type CacheKind } from './cache-kinds.js';
import { describeEntries } from './tell-cleaned.js';

/** As it was typed. */
export interface CleanRequest {
  readonly words: readonly string[];
  readonly all: boolean;
  readonly unusedFor: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Most systems note that a file was read only once a day. */
const NOTED_LATE_MS = 86_400_000;

/**
 * Deletes what is kept, once somebody has agreed.
 * @returns what went, or would have gone
 * @throws UsageError; MlsError `declined`; DataError `cache-unwritable`
 */
export async function cleanCache(request: CleanRequest): Promise<CacheEntry[]> {
  const kinds = chosenKinds(request.words, request.all);
  const { unusedFor: text } = request;
  const entries = await unusedFor(text === undefined ? 0 : parseDurationMs('--unused-for', text), kinds);
  if (request.dryRun || entries.length === 0) return entries;
  if (!request.yes) await confirmDeletion(formatBytes(bytesOf(entries)), describeEntries(entries));
  await deleteEntries(entries);
  return entries;
}

/** @throws UsageError for a word that is no kind, for none at all, and for kinds beside `all` */
export function chosenKinds(words: readonly string[], all: boolean): CacheKind[] {
  const kinds = words.map((word) => parseChoice('KIND', word, CACHE_KIND_NAMES));
  if (all === kinds.length > 0) {
    throw new UsageError(
      `expected kinds to clean, or --all in their place; got ${all ? 'both' : 'neither'}. There are ${CACHE_KIND_NAMES.join(', ')}`,
    );
  }
  return all ? [...CACHE_KIND_NAMES] : [...new Set(kinds)];
}

/** What is kept of these kinds and was not used for `unusedMs`, however late its system noted a use. */
export async function unusedFor(
  unusedMs: number,
  kinds: readonly CacheKind[],
  nowMs = Date.now(),
): Promise<CacheEntry[]> {
  const entries = (await Promise.all(kinds.map(cacheEntries))).flat();
  if (unusedMs === 0) return entries;
  return entries.filter(({ usedAt }) => nowMs - usedAt.getTime() >= unusedMs + NOTED_LATE_MS);
}

/** @throws DataError `cache-unwritable` at the first that cannot be deleted */
export async function deleteEntries(entries: readonly CacheEntry[]): Promise<void> {
  for (const path of entries.flatMap(({ paths }) => paths)) {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DataError(`could not delete ${path}: ${reason}`, 'cache-unwritable', { cause });
    }
  }
}
