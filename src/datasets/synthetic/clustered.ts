import type { DatasetSpec } from '../dataset.js';
import { displace, type Mixture, mixtureRow } from '../kernels/clustered-rows.js';
import { gaussianRow } from '../kernels/gaussian-rows.js';
import { fillWords, streamKey } from '../kernels/row-stream.js';
import type { RowWriter } from './generated-source.js';
import { sharedNormalTable } from './shared-normal-table.js';
import { KIND, STREAM } from './streams.js';
import { syntheticProvider } from './synthetic-provider.js';

const COMPONENTS = 64;
/** Deviation of a component along every axis; its centre's coordinates are standard normal. */
const SPREAD = 0.25;
/** How far a query lies from its planted row along every axis. */
const OFFSET = 0.0625;

/**
 * A mixture of 64 Gaussians, equally likely. Each query is a row of the base, chosen at random, moved by 1/16 along
 * every axis in a random direction: sqrt(d)/16 away from it, while the next row of its component is expected at about
 * 3/8 sqrt(d). From d = 16 on that row is the query's nearest neighbour by Euclidean distance, with a chance of less
 * than one in ten thousand that any query of the default size has a nearer one.
 */
export const provider = syntheticProvider({
  name: 'clustered',
  summary: '64 Gaussian clusters, each query planted beside a row of the base',
  version: 1,
  queriesDependOnBase: true,
  base: baseWriter,
  queries: queryWriter,
});

/** The row of the base beside which query `query` is planted. */
export function plantedRow({ n, seed }: Pick<DatasetSpec, 'n' | 'seed'>, query: number): number {
  const words = new Uint32Array(1);
  fillWords(streamKey(KIND.clustered, STREAM.planted, seed), query, words);
  return Math.floor(((words[0] ?? 0) / 0x100000000) * n);
}

function baseWriter({ d, seed }: DatasetSpec): RowWriter {
  const table = sharedNormalTable();
  const centres = new Float32Array(COMPONENTS * d);
  const centreKey = streamKey(KIND.clustered, STREAM.centres, seed);
  for (let i = 0; i < COMPONENTS; i++) gaussianRow(centreKey, i, table, new Uint32Array(d), centres, i * d);
  const mixture: Mixture = { centres, spread: SPREAD };
  const key = streamKey(KIND.clustered, STREAM.base, seed);
  const words = new Uint32Array(d + 1);
  return (row, out, at) => mixtureRow(key, row, mixture, table, words, out, at);
}

function queryWriter(spec: DatasetSpec): RowWriter {
  const writeBase = baseWriter(spec);
  const key = streamKey(KIND.clustered, STREAM.queries, spec.seed);
  const words = new Uint32Array(spec.d);
  return (query, out, at) => {
    writeBase(plantedRow(spec, query), out, at);
    fillWords(key, query, words);
    displace(words, OFFSET, out, at);
  };
}
