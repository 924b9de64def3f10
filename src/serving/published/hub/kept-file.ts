import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { writeAtomically } from '../../../datasets/atomic-file.js';
import { isVerified, writeVerified } from '../../../datasets/catalogue/verified-file.js';
import { DataError } from '../../../errors.js';
import type { HubFile } from './hub-listing.js';

/** Whether `path` holds `file`, to the last byte. */
export async function isKept(path: string, file: HubFile, signal: AbortSignal): Promise<boolean> {
  const { bytes, digest } = file;
  if (digest.kind === 'sha256')
    return isVerified(path, { name: file.path, bytes, sha256: digest.hex }, signal);
  const found = await readFile(path, { signal }).catch(() => undefined);
  signal.throwIfAborted();
  return found !== undefined && gitBlob(found) === digest.hex;
}

/**
 * Writes `content` to `path` if it is `file` to the last byte, and leaves nothing behind if it is not.
 * @throws DataError `checksum`, `cache-unwritable`
 */
export async function keepFile(
  path: string,
  { path: name, bytes, digest }: HubFile,
  content: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (digest.kind === 'sha256') {
    await writeVerified(path, { name, bytes, sha256: digest.hex }, content, onBytes, signal);
    return;
  }
  // Files that are kept in git itself are small.
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    received += chunk.byteLength;
    onBytes(chunk.byteLength);
    if (received > bytes) break;
  }
  const whole = Buffer.concat(chunks);
  if (gitBlob(whole) !== digest.hex) {
    throw new DataError(
      `checksum mismatch: expected ${name} of ${bytes} bytes as git blob ${digest.hex.slice(0, 12)}..., got ${received} ` +
        `bytes of ${gitBlob(whole).slice(0, 12)}...`,
      'checksum',
    );
  }
  await writeAtomically(path, (partial) => writeFile(partial, whole, { signal }));
}

/** The name git gives to a file's content. */
function gitBlob(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
