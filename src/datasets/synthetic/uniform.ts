import type { DatasetSpec } from '../dataset.js';
import { streamKey } from '../kernels/row-stream.js';
import { uniformRow } from '../kernels/uniform-rows.js';
import type { RowWriter } from './generated-source.js';
import { KIND, STREAM } from './streams.js';
import { syntheticProvider } from './synthetic-provider.js';

/** Every coordinate uniform in [0, 1), queries likewise. */
export const provider = syntheticProvider({
  name: 'uniform',
  summary: 'independent coordinates, uniform in [0, 1)',
  version: 1,
  base: (spec) => writer(spec, STREAM.base),
  queries: (spec) => writer(spec, STREAM.queries),
});

function writer({ d, seed }: DatasetSpec, stream: number): RowWriter {
  const key = streamKey(KIND.uniform, stream, seed);
  const words = new Uint32Array(d);
  return (row, out, at) => uniformRow(key, row, words, out, at);
}
