import type { EngineIdentity } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { allDistances } from './blocks/all-distances.js';
import { assignRows } from './blocks/assign-rows.js';
import type { DeviceBlock } from './blocks/device-block.js';
import { rowDistances } from './blocks/row-distances.js';
import { topK } from './blocks/top-k.js';
import { bytesOfRow, finishCopying, uploadRows } from './blocks/upload-rows.js';
import { InOrder } from './in-order.js';
import type { Workbench } from './workbench.js';

/** Left free for queries, results and lists of candidates, and for what others take meanwhile. */
const RESERVED_BYTES = 768 * 2 ** 20;
const USABLE_SHARE = 0.9;
/** A block is one array of the host, which Node.js bounds. */
const MOST_BLOCK_FLOATS = 2 ** 29;

/** Block kernels on one GPU. */
export function cudaKernels(identity: EngineIdentity, bench: Workbench): BlockKernels<DeviceBlock> {
  const inOrder = new InOrder();
  const open = new Set<DeviceBlock>();
  const capacity = () => {
    const free = bench.pool.freeBytes * USABLE_SHARE;
    return Math.max(free - RESERVED_BYTES, free / 2);
  };

  return {
    identity,
    maxBlockRows(d) {
      const fitting = Math.min(capacity() / bytesOfRow(d), MOST_BLOCK_FLOATS / d);
      return Math.max(1, Math.floor(fitting));
    },
    memory: {
      place: 'device',
      rowBytes: (d) => bytesOfRow(d),
      workingBytes: 0,
      get capacityBytes() {
        return capacity();
      },
    },
    // `topK` gives more than it is asked for, as many as it takes to be sure.
    slack: () => 0,
    allocate: (length) => bench.pinned.allocate(length),
    upload: (rows, metric) =>
      inOrder.run(async () => {
        const block = await uploadRows(bench, rows, metric);
        open.add(block);
        return block;
      }),
    topK: (block, queries, k) => inOrder.run(() => topK(bench, block, queries, k)),
    distances: (block, queries) => inOrder.run(() => allDistances(bench, block, queries)),
    rowDistances: (x, y, metric) => inOrder.run(() => rowDistances(bench, x, y, metric)),
    assign: (block, centroids) => inOrder.run(() => assignRows(bench, block, centroids)),
    free: (block) =>
      inOrder.run(async () => {
        if (!open.delete(block) || bench.device.driver.isLost) return;
        await finishCopying(bench, block);
        for (const address of [block.rows, block.terms, block.extremes]) {
          if (address !== 0n) bench.pool.give(address);
        }
      }),
    close: () =>
      inOrder.run(async () => {
        open.clear();
        bench.close();
      }),
  };
}
