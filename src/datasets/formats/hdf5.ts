import type { VectorSource } from '../../backends/backend.js';
import { type Hdf5Dataset, type Hdf5File, loadHdf5 } from './hdf5-library.js';
import { Hdf5Source } from './hdf5-source.js';
import type { VectorFormat } from './vector-format.js';
import { blocksOf } from './write-blocks.js';

/** The dataset ann-benchmarks keeps the base vectors in. */
const BASE = 'train';
const CHUNK_BYTES = 2 ** 20;

function appendRows(
  file: Hdf5File,
  made: Hdf5Dataset | undefined,
  source: VectorSource,
  firstRow: number,
  rows: Float32Array,
) {
  const { n, d } = source;
  const count = rows.length / d;
  if (made === undefined) {
    const chunkRows = Math.max(1, Math.min(n, Math.floor(CHUNK_BYTES / (4 * d))));
    return file.create_dataset({
      name: BASE,
      data: rows,
      shape: [count, d],
      dtype: '<f',
      maxshape: [n, d],
      chunks: [chunkRows, d],
    });
  }
  made.resize([firstRow + count, d]);
  made.write_slice(
    [
      [firstRow, firstRow + count],
      [0, d],
    ],
    rows,
  );
  return made;
}

async function write(path: string, source: VectorSource): Promise<void> {
  const library = await loadHdf5();
  const file = new library.File(path, 'x');
  try {
    let made: Hdf5Dataset | undefined;
    for await (const { firstRow, rows } of blocksOf(source))
      made = appendRows(file, made, source, firstRow, rows);
  } finally {
    file.close();
  }
}

/** HDF5 as ann-benchmarks lays it out; `path#test` names another dataset than `train`. */
export const format: VectorFormat = {
  open: (path, member) => Hdf5Source.open(path, member ?? BASE),
  write,
};
