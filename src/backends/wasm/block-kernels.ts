import type { EngineIdentity, Timeline } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { workingBytes } from '../shared/engine-memory.js';
import { UnsupportedError } from '../shared/unsupported-error.js';
import { allDistances, rowDistances } from './all-distances.js';
import { assignRows } from './assign.js';
import type { WasmBlock } from './block.js';
import { certifiedRowBytes, certifiedRows } from './certified-rows.js';
import type { Crew } from './crew.js';
import { nearestRows } from './nearest-rows.js';
import { freeBlock, uploadBlock, withCopies } from './upload.js';

/** Bytes beside each row: its norm and bias, and what `assign` answers with. */
const BESIDE_ROW = 24;
/** For queries, heaps and distances. */
const MOST_WORKING_BYTES = 2 ** 27;

/** Block kernels over WebAssembly memory that all threads see. */
export function wasmKernels(
  crew: Crew,
  identity: EngineIdentity,
  timeline: Timeline,
  isCertified: boolean,
  memoryBytes?: number,
): BlockKernels<WasmBlock> {
  const working = workingBytes(MOST_WORKING_BYTES, memoryBytes);
  // A batch that has to be scanned again takes as much once more.
  const batch = working / 2;
  const besideRow = (d: number) => BESIDE_ROW + (isCertified ? certifiedRowBytes(d) : 0);
  return {
    identity,
    maxBlockRows: (d) => Math.max(1, Math.floor(crew.bank.mostBlockBytes / (4 * d + besideRow(d)))),
    // The rows themselves are the host's.
    memory: {
      place: 'host',
      rowBytes: besideRow,
      workingBytes: working,
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    // `nearestRows` returns the nearest rows by float64 distance already.
    slack: () => 0,
    allocate: (length) => crew.bank.allocate(length),
    async upload(rows, metric) {
      if (isCertified && metric === 'l1') {
        throw new UnsupportedError('expected l2, cosine or dot for a certified search, got l1');
      }
      const block = await uploadBlock(crew, rows, metric);
      return isCertified ? withCopies(crew, block) : block;
    },
    topK: (block, queries, k) =>
      timeline.time('compute', () => {
        const { copied } = block;
        if (copied === undefined) return nearestRows(crew, block, queries, k, batch);
        return certifiedRows(crew, block, copied, queries, k, batch);
      }),
    distances: (block, queries) => timeline.time('compute', () => allDistances(crew, block, queries, batch)),
    rowDistances: (x, y, metric) => timeline.time('compute', () => rowDistances(crew, x, y, metric, batch)),
    assign: (block, centroids) => timeline.time('compute', () => assignRows(crew, block, centroids)),
    async free(block) {
      freeBlock(crew, block);
    },
    close: () => crew.close(),
  };
}
