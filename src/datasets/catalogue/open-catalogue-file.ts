import type { VectorSource } from '../../backends/backend.js';
import { section } from '../files/section.js';
import { openIdx } from '../idx.js';
import type { CatalogueEntry } from './entry.js';

export interface OpenCatalogueFileOptions {
  readonly path: string;
  readonly format: CatalogueEntry['format'];
  readonly identity: string;
  /** Rows to read, from the first. */
  readonly rows: number;
}

/** Opens a file of the cache as vectors. @throws DataError `damaged-file` when it is not what its size says */
export async function openCatalogueFile(options: OpenCatalogueFileOptions): Promise<VectorSource> {
  const { path, format, identity, rows } = options;
  if (format === 'idx') return openIdx({ path, identity, rows });
  const { openNpy } = await import('../formats/npy.js');
  const file = await openNpy(path);
  return { ...section(file, 0, rows), identity, close: () => file.close() };
}
