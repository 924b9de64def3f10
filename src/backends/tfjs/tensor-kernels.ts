import type { EngineIdentity, Metric, Rows } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { workingBytesOf } from './budget.js';
import type { Device } from './device.js';
import { blockDistances } from './distances.js';
import { blockBytes, differenceBlock, disposePanels, productBlock, type TensorBlock } from './panels.js';
import { queryParts } from './queries.js';
import { rowDistances } from './row-distances.js';
import { slack, topK } from './top-k.js';

/** Largest number of columns in which a float32 op can count. */
const MOST_BLOCK_ROWS = 2 ** 24;

/** The block primitives as tensor ops. */
export function tensorKernels(device: Device, identity: EngineIdentity): BlockKernels<TensorBlock> {
  const { traits } = device;
  const open = new Set<TensorBlock>();
  const resident = () => [...open].reduce((bytes, block) => bytes + block.bytes, 0);

  return {
    identity,
    maxBlockRows(d) {
      const fitting = Math.floor(traits.residentBytes / blockBytes(device, 1, d, 'l2'));
      return Math.max(1, Math.min(fitting, MOST_BLOCK_ROWS));
    },
    memory: {
      place: traits.place,
      rowBytes: (d, metric) => blockBytes(device, 1, d, metric),
      workingBytes: traits.place === 'host' ? workingBytesOf(traits) : 0,
      capacityBytes: traits.residentBytes,
    },
    slack,
    allocate: (length) => new Float32Array(length),
    async upload(rows, metric: Metric) {
      const bytes = blockBytes(device, rows.n, rows.d, metric);
      if (resident() + bytes > traits.residentBytes) {
        const [wanted, limit] = [resident() + bytes, traits.residentBytes].map((b) => Math.ceil(b / 2 ** 20));
        throw new Error(
          `out of memory: tfjs on ${identity.engine} holds at most ${limit} MiB, ${wanted} MiB are needed; stream with --memory`,
        );
      }
      const block = await (metric === 'l1'
        ? differenceBlock(device, rows)
        : productBlock(device, rows, metric));
      open.add(block);
      return block;
    },
    topK: (block, queries, k) => topK(device, block, queries, k),
    async distances(block, queries: Rows) {
      const distances = new Float32Array(queries.n * block.n);
      for (const part of queryParts(queries, block.n, traits.scoreBytes)) {
        const chunk = await device.compute((tf) => blockDistances(tf, traits, block, part));
        const [values] = await device.read(chunk);
        distances.set(values, part.start * block.n);
      }
      return distances;
    },
    rowDistances: (x, y, metric) => rowDistances(device, x, y, metric),
    async free(block) {
      if (open.delete(block)) disposePanels(block.panels);
    },
    async close() {
      for (const block of open) disposePanels(block.panels);
      open.clear();
    },
  };
}
