import { ParquetSource } from './parquet-source.js';
import type { VectorFormat } from './vector-format.js';

/** Parquet: a column of lists, or numeric columns; `path#name` or `path#a,b,c` chooses. Read only. */
export const format: VectorFormat = {
  open: (path, member) => ParquetSource.open(path, member),
};
