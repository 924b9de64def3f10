/** What is kept between runs, each in a folder of the cache. What a user laid there himself is none of these. */
export const CACHE_KINDS = {
  datasets: { folder: 'datasets', again: 'fetched' },
  truth: { folder: 'truth', again: 'computed by the oracle' },
  indexes: { folder: 'indexes', again: 'built' },
  kmeans: { folder: 'kmeans', again: 'computed by the oracle' },
  contrast: { folder: 'contrast', again: 'computed' },
  models: { folder: 'serving/models', again: 'fetched' },
  corpora: { folder: 'serving/corpora', again: 'fetched' },
  embeddings: { folder: 'serving/embeddings', again: 'computed' },
  queries: { folder: 'queries', again: 'read from the journals' },
  ceilings: { folder: 'ceilings', again: 'measured by a benchmark' },
  'noise-floors': { folder: 'noise-floors', again: 'measured by mls calibrate' },
} as const satisfies Readonly<Record<string, CacheKindAbout>>;

interface CacheKindAbout {
  /** Within the cache. */
  readonly folder: string;
  /** How it comes back once it is deleted. */
  readonly again: string;
}

export type CacheKind = keyof typeof CACHE_KINDS;

export const CACHE_KIND_NAMES = Object.keys(CACHE_KINDS) as CacheKind[];
