import { extname } from 'node:path';
import type { VectorFormat } from './vector-format.js';

interface Entry {
  readonly extensions: readonly string[];
  readonly summary: string;
  /** Where a row begins is only known once all before it is read. */
  readonly inOrder?: true;
  load(): Promise<{ readonly format: VectorFormat }>;
}

/** Formats by name; a name is that of a file in this folder. */
export const FORMATS = {
  fvecs: { extensions: ['.fvecs'], summary: 'TEXMEX float32', load: () => import('./fvecs.js') },
  bvecs: { extensions: ['.bvecs'], summary: 'TEXMEX unsigned bytes', load: () => import('./bvecs.js') },
  ivecs: { extensions: ['.ivecs'], summary: 'TEXMEX integers, mostly ids', load: () => import('./ivecs.js') },
  fbin: { extensions: ['.fbin'], summary: 'big-ann-benchmarks float32', load: () => import('./fbin.js') },
  u8bin: {
    extensions: ['.u8bin'],
    summary: 'big-ann-benchmarks unsigned bytes',
    load: () => import('./u8bin.js'),
  },
  i8bin: {
    extensions: ['.i8bin'],
    summary: 'big-ann-benchmarks signed bytes',
    load: () => import('./i8bin.js'),
  },
  npy: { extensions: ['.npy'], summary: 'NumPy array', load: () => import('./npy.js') },
  hdf5: {
    extensions: ['.hdf5', '.h5'],
    summary: 'HDF5 as of ann-benchmarks',
    load: () => import('./hdf5.js'),
  },
  parquet: { extensions: ['.parquet'], summary: 'Parquet, read only', load: () => import('./parquet.js') },
  json: {
    extensions: ['.json'],
    summary: 'JSON arrays, by name or in an array, read only',
    inOrder: true,
    load: () => import('./json.js'),
  },
  csv: { extensions: ['.csv', '.tsv'], summary: 'delimited text', load: () => import('./csv.js') },
} as const satisfies Readonly<Record<string, Entry>>;

export type FormatName = keyof typeof FORMATS;

export const EXTENSIONS: readonly string[] = Object.values(FORMATS).flatMap(({ extensions }) => [
  ...extensions,
]);

/** The format a file's extension claims. */
export function formatOf(path: string): FormatName | undefined {
  const extension = extname(path).toLowerCase();
  const entries: readonly [string, Entry][] = Object.entries(FORMATS);
  return entries.find(([, { extensions }]) => extensions.includes(extension))?.[0] as FormatName | undefined;
}

/** Whether rows are cheap to read in order alone. */
export function isInOrder(name: FormatName): boolean {
  const entry: Entry = FORMATS[name];
  return entry.inOrder === true;
}

export async function loadFormat(name: FormatName): Promise<VectorFormat> {
  return (await FORMATS[name].load()).format;
}
