import zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';

/** From Node 22.15 on. */
const zstd = (zlib as { readonly zstdDecompressSync?: (input: Uint8Array) => Uint8Array }).zstdDecompressSync;

/** What Node unpacks itself; the reader brings Snappy. */
export const COMPRESSORS: Compressors = {
  GZIP: (input) => zlib.gunzipSync(input),
  BROTLI: (input) => zlib.brotliDecompressSync(input),
  ...(zstd ? { ZSTD: (input: Uint8Array) => zstd(input) } : {}),
};

const SUPPORTED = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(COMPRESSORS)]);

export function canUnpack(codec: string): boolean {
  return SUPPORTED.has(codec);
}

/** What to do about a codec that `canUnpack` refuses. */
export function codecRemedy(codec: string): string {
  return codec === 'ZSTD'
    ? 'Use Node 22.15 or later, or write the file with Snappy.'
    : 'Write the file with Snappy, gzip or no compression.';
}
