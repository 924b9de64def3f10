import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { DataError } from '../../errors.js';
import { writeAtomically } from '../atomic-file.js';
import type { PublishedFile } from './entry.js';

/**
 * Writes `content` to `path` if it is `file` to the last byte, and leaves nothing behind if it is not.
 * @throws DataError `checksum` when the content is shorter, longer or other than it should be; `cache-unwritable`.
 */
export async function writeVerified(
  path: string,
  file: PublishedFile,
  content: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await writeAtomically(path, async (partial) => {
    const hash = createHash('sha256');
    let bytes = 0;
    const check = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.byteLength;
        // A stream that does not end must not fill the disk.
        if (bytes > file.bytes) throw mismatch(file, `more than ${file.bytes} bytes`);
        hash.update(chunk);
        onBytes(chunk.byteLength);
        yield chunk;
      }
    };
    await pipeline(content, check, createWriteStream(partial, { flags: 'wx' }), { signal });
    if (bytes !== file.bytes) throw mismatch(file, `${bytes} bytes`);
    const sha256 = hash.digest('hex');
    if (sha256 !== file.sha256) throw mismatch(file, `sha256 ${sha256}`);
  });
}

/** Whether `path` holds `file`, to the last byte. */
export async function isVerified(path: string, file: PublishedFile, signal: AbortSignal): Promise<boolean> {
  if (!(await hasSize(path, file))) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex') === file.sha256;
}

/** Whether `path` is there with as many bytes as `file` has: enough to say that it is local. */
export async function hasSize(path: string, file: PublishedFile): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size === file.bytes;
}

function mismatch(file: PublishedFile, got: string): DataError {
  return new DataError(
    `checksum mismatch: expected ${file.name} of ${file.bytes} bytes with sha256 ${file.sha256.slice(0, 12)}..., got ${got}`,
    'checksum',
  );
}
