import { DataFile } from './data-file.js';

/** What the first bytes of a file give away. */
export type Magic =
  | { readonly kind: 'vectors'; readonly format: 'npy' | 'hdf5' | 'parquet' }
  | { readonly kind: 'other'; readonly what: string; readonly mend: string }
  | { readonly kind: 'unknown' };

const VECTORS = [
  ['\x93NUMPY', 'npy'],
  ['\x89HDF\r\n\x1a\n', 'hdf5'],
  ['PAR1', 'parquet'],
] as const;

const UNPACK = 'Unpack it first.';
const FETCHED_WRONG = 'Fetch the file itself again.';
const OTHERS: readonly (readonly [prefix: string, what: string, mend: string])[] = [
  ['\x1f\x8b', 'a gzip archive', 'Unpack it first, with gunzip.'],
  ['PK\x03\x04', 'a zip archive (.npz is one)', UNPACK],
  ['\x28\xb5\x2f\xfd', 'a zstd archive', UNPACK],
  ['\xfd7zXZ\0', 'an xz archive', UNPACK],
  ['BZh', 'a bzip2 archive', UNPACK],
  ['version https://git-lfs', 'a Git LFS pointer', 'Fetch what it points to with git lfs pull.'],
  ['<!DOCTYPE', 'a web page', FETCHED_WRONG],
  ['<!doctype', 'a web page', FETCHED_WRONG],
  ['<html', 'a web page', FETCHED_WRONG],
  ['\xff\xfe', 'UTF-16 text', 'Save it as UTF-8.'],
  ['PARE', 'an encrypted Parquet file', 'Decrypt it first.'],
];

/** Looks at the first bytes of a file. */
export async function sniff(path: string): Promise<Magic> {
  const file = await DataFile.open(path);
  const head = (await file.bytes(0, 32).finally(() => file.close())).toString('latin1');
  const vectors = VECTORS.find(([prefix]) => head.startsWith(prefix));
  if (vectors) return { kind: 'vectors', format: vectors[1] };
  const other = OTHERS.find(([prefix]) => head.startsWith(prefix));
  return other ? { kind: 'other', what: other[1], mend: other[2] } : { kind: 'unknown' };
}
