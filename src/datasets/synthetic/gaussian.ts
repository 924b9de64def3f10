import type { DatasetSpec } from '../dataset.js';
import { gaussianRow } from '../kernels/gaussian-rows.js';
import { streamKey } from '../kernels/row-stream.js';
import type { RowWriter } from './generated-source.js';
import { sharedNormalTable } from './shared-normal-table.js';
import { KIND, STREAM } from './streams.js';
import { syntheticProvider } from './synthetic-provider.js';

/** Every coordinate standard normal, queries likewise. */
export const provider = syntheticProvider({
  name: 'gaussian',
  summary: 'independent coordinates, standard normal',
  version: 1,
  base: (spec) => writer(spec, STREAM.base),
  queries: (spec) => writer(spec, STREAM.queries),
});

function writer({ d, seed }: DatasetSpec, stream: number): RowWriter {
  const key = streamKey(KIND.gaussian, stream, seed);
  const table = sharedNormalTable();
  const words = new Uint32Array(d);
  return (row, out, at) => gaussianRow(key, row, table, words, out, at);
}
