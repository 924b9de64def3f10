import type { AnnIndex, IndexRequest, OpenOptions, VectorSource } from '../backend.js';
import { readBlocks } from '../shared/block-reader.js';
import { builtGraph, createNative, type HnswShape } from './hnsw-index.js';

/** Rows linked between two reports of progress: the call blocks, and nothing else runs meanwhile. */
const CHUNK_ROWS = 2048;

/** Links every row of a source into a graph. With one thread the same rows give the same graph. */
export async function buildGraph(
  source: VectorSource,
  shape: HnswShape,
  { progress }: Pick<IndexRequest, 'progress'>,
  options: OpenOptions,
): Promise<AnnIndex> {
  const { timeline, threads } = options;
  // The breadth of a search is fixed when an index is made; this one is only filled.
  const native = createNative(shape, shape.build.efConstruction);
  const allocate = (length: number) => new Float32Array(length);
  for await (const block of readBlocks(source, { blockRows: CHUNK_ROWS, timeline, allocate })) {
    const keys = BigUint64Array.from({ length: block.n }, (_, i) => BigInt(block.start + i));
    timeline.time('compute', () => native.add(keys, block.data, threads));
    progress?.(block.start + block.n, source.n);
    // Lets what was reported leave the process.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return builtGraph(native, shape, options);
}
