import { bytesOf, cacheEntries } from './cache-entries.js';
import { CACHE_KIND_NAMES, CACHE_KINDS, type CacheKind } from './cache-kinds.js';

/** All that is kept of one kind. */
export interface CacheKindSummary {
  readonly kind: CacheKind;
  readonly entries: number;
  readonly bytes: number;
  /** In UTC; null where nothing is kept. */
  readonly usedAt: string | null;
  readonly again: string;
}

/** Every kind, whether there is something of it or not, in the order of `CACHE_KINDS`. */
export function summariseCache(): Promise<CacheKindSummary[]> {
  return Promise.all(
    CACHE_KIND_NAMES.map(async (kind) => {
      const entries = await cacheEntries(kind);
      const latest = entries
        .map(({ usedAt }) => usedAt.toISOString())
        .sort()
        .at(-1);
      return {
        kind,
        entries: entries.length,
        bytes: bytesOf(entries),
        usedAt: latest ?? null,
        again: CACHE_KINDS[kind].again,
      };
    }),
  );
}
