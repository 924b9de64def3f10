import type { Metric } from '../backend.js';
import { type EngineMemory, workingBytes } from './engine-memory.js';

/** Bytes of host rows in a block that is streamed only because the engine cannot hold all of them at once. */
const UNBUDGETED_BLOCK_BYTES = 2 ** 27;
/** One is computed on while the next is being read. */
const STREAMED_BUFFERS = 2;

/** Vectors to be held, or gone over, by an engine. */
export interface BlockSizeRequest {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  /** Most rows of a block by the engine's limits. */
  readonly mostRows: number;
  /** `OpenOptions.memoryBytes`. */
  readonly memoryBytes?: number | undefined;
  readonly memory?: EngineMemory | undefined;
}

export interface BlockSize {
  readonly rows: number;
  readonly residence: 'resident' | 'streamed';
}

/**
 * Rows per block, and whether all of them stay. They do where the host's rows, the engine's and its results fit the
 * budget, and the engine's rows fit the engine; else two buffers of the host and one block of the engine must.
 */
export function blockSize({ n, d, metric, mostRows, memoryBytes, memory }: BlockSizeRequest): BlockSize {
  const hostBytes = d * Float32Array.BYTES_PER_ELEMENT;
  const engineBytes = memory?.rowBytes(d, metric) ?? 0;
  const capacity = memory?.capacityBytes ?? Number.POSITIVE_INFINITY;
  const sharedBytes = memory?.place === 'host' ? engineBytes : 0;
  // A budget smaller than the engine's own, as for one step of building an index, still leaves most of it to vectors.
  const working = workingBytes(memory?.workingBytes ?? 0, memoryBytes);
  const budget = (memoryBytes ?? Number.POSITIVE_INFINITY) - working;
  const limit = Math.max(1, Math.min(mostRows, n));
  if (n * (hostBytes + sharedBytes) <= budget && n * engineBytes <= capacity) {
    return { rows: limit, residence: 'resident' };
  }
  const fitting = Math.min(
    budget / (STREAMED_BUFFERS * hostBytes + sharedBytes),
    capacity / Math.max(1, engineBytes),
    memoryBytes === undefined ? UNBUDGETED_BLOCK_BYTES / hostBytes : Number.POSITIVE_INFINITY,
  );
  return { rows: Math.max(1, Math.min(limit, Math.floor(fitting))), residence: 'streamed' };
}
