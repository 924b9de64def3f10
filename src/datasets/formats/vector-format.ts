import type { VectorSource } from '../../backends/backend.js';

/** What a file of this folder exports for its format, as `format`. */
export interface VectorFormat {
  /** @param member a dataset or columns inside the file, where the format has such */
  open(path: string, member: string | undefined): Promise<VectorSource>;
  /** Writes all of `source` to a new file, block by block. Absent where the format is only read. */
  write?(path: string, source: VectorSource): Promise<void>;
}
