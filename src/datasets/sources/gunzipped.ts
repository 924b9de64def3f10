import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** The content of a gzip file as it arrives. Every failure, of the input too, comes out where it is read. */
export function gunzipped(compressed: AsyncIterable<Uint8Array>, signal: AbortSignal): Readable {
  const content = createGunzip();
  pipeline(compressed, content, { signal }).catch((error: Error) => content.destroy(error));
  return content;
}
