import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { Metric, Neighbours } from '../backends/backend.js';
import { writeAtomically } from './atomic-file.js';
import { cacheDirectory } from './cache-directory.js';

/** All that decides which neighbours are the true ones, and in which order. */
export interface TruthQuestion {
  readonly baseIdentity: string;
  readonly queryIdentity: string;
  readonly metric: Metric;
  readonly k: number;
  /** Version of the algorithm that finds them: raised when its answers change. */
  readonly algorithm: number;
}

/** The name under which the answer to `question` is kept. */
export function truthKey({ baseIdentity, queryIdentity, metric, k, algorithm }: TruthQuestion): string {
  return sha256(JSON.stringify([baseIdentity, queryIdentity, metric, k, algorithm])).toString('hex');
}

const FORMAT = 'mls-truth-1';
const HASH_BYTES = 32;

/**
 * The neighbours kept under `key`, or undefined where there are none. A file that is torn, damaged or of another
 * byte order is removed and counts as none.
 */
export async function readTruth(key: string): Promise<Neighbours | undefined> {
  const path = pathOf(key);
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  const truth = decode(file, key);
  if (truth === undefined) await rm(path, { force: true });
  return truth;
}

/** Keeps neighbours under `key` in one file, whole or not at all. @throws DataError `cache-unwritable` */
export async function writeTruth(key: string, truth: Neighbours): Promise<void> {
  const content = encode(key, truth);
  await writeAtomically(pathOf(key), (partial) => writeFile(partial, content));
}

function pathOf(key: string): string {
  return join(cacheDirectory(), 'truth', `${key}.truth`);
}

interface Header {
  readonly format: string;
  readonly key: string;
  readonly queries: number;
  readonly k: number;
  readonly endianness: string;
}

/** A line of JSON, then the distances (float64) and the ids (int32), then the SHA-256 of all that. */
function encode(key: string, { queries, k, ids, distances }: Neighbours): Buffer {
  if (ids.length !== queries * k || distances.length !== queries * k) {
    throw new RangeError(`expected ${queries} x ${k} neighbours, got ${ids.length} and ${distances.length}`);
  }
  const header: Header = { format: FORMAT, key, queries, k, endianness: endianness() };
  const content = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    bytesOf(distances),
    bytesOf(ids),
  ]);
  return Buffer.concat([content, sha256(content)]);
}

function decode(file: Buffer, key: string): Neighbours | undefined {
  const content = file.subarray(0, -HASH_BYTES);
  if (!sha256(content).equals(file.subarray(-HASH_BYTES))) return undefined;
  const lineEnd = content.indexOf('\n');
  const header: Header = JSON.parse(content.toString('utf8', 0, lineEnd));
  if (header.format !== FORMAT || header.key !== key || header.endianness !== endianness()) return undefined;
  const { queries, k } = header;
  // Copied to a buffer of its own: typed arrays need aligned starts.
  const payload = Uint8Array.from(content.subarray(lineEnd + 1)).buffer;
  const distances = new Float64Array(payload, 0, queries * k);
  const ids = new Int32Array(payload, distances.byteLength, queries * k);
  return { queries, k, ids, distances };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
