import type { Metric, OpenOptions, Rows } from '../backend.js';
import type { BlockKernels, Candidates } from '../shared/block-kernels.js';
import { workingBytes } from '../shared/engine-memory.js';
import { gridCells, gridOutput } from './cell-grid.js';
import { type Device, type DeviceKernel, gridOf, type Program } from './device.js';
import { InOrder } from './in-order.js';
import { KernelCache } from './kernel-cache.js';
import { pairSource, tileSource } from './kernel-source.js';
import { type CellValues, copyQuery } from './kernels/cell-values.js';
import { NearestRows } from './kernels/nearest-rows.js';
import { normaliseRows } from './kernels/normalise-rows.js';
import { METRIC_TERM, NEARER, sumsToDistances } from './metric-terms.js';

export interface GpuJsBlock<Operand> {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  readonly operand: Operand;
}

/** A thread gives at most four floats, which two kernels and the host hold at once. */
const CELL_BYTES = 4 * 3 * Float32Array.BYTES_PER_ELEMENT;

/** Rows `start .. start + count`, filled up with copies of the last one. */
function rowsAt({ data, n, d }: Rows, start: number, count: number): Rows {
  if (start + count <= n) return { n: count, d, data: data.subarray(start * d, (start + count) * d) };
  const filled = new Float32Array(count * d);
  filled.set(data.subarray(start * d, n * d));
  for (let row = n - start; row < count; row++)
    filled.copyWithin(row * d, (n - start - 1) * d, (n - start) * d);
  return { n: count, d, data: filled };
}

/**
 * Block kernels over a gpu.js mode. The device computes all sums of a block and some of the queries; candidates are
 * selected from them on this thread, which counts as compute.
 */
export function createGpuJsKernels<Operand>(
  device: Device<Operand>,
  { timeline, memoryBytes }: Pick<OpenOptions, 'timeline' | 'memoryBytes'>,
): BlockKernels<GpuJsBlock<Operand>> {
  const resultBytes = workingBytes(device.cellLimit * CELL_BYTES, memoryBytes);
  const cellLimit = Math.max(1, Math.floor(resultBytes / CELL_BYTES));
  const cache = new KernelCache<DeviceKernel<Operand>>(device.kernelLimit);
  const inOrder = new InOrder();
  let live = 0;
  let kind = '';

  /** The cosine is computed as the inner product of rows of length 1. */
  function place(rows: Rows, metric: Metric): Promise<Operand> {
    if (metric !== 'cosine') return device.place(rows);
    const { n, d } = rows;
    const data = device.allocate(n * d);
    normaliseRows(rows.data, n, d, data);
    return device.place({ n, d, data });
  }

  async function compute(program: Program, key: string, a: Operand, b: Operand): Promise<Float32Array> {
    let kernel = cache.get(key);
    if (kernel === undefined) {
      cache.makeRoom();
      kernel = await timeline.time('compile', () => device.compile(program, a, b));
      cache.set(key, kernel);
    }
    const built = kernel;
    const result = await timeline.time('compute', () => built.run(a, b));
    return timeline.time('readback', () => result.read());
  }

  /** Gives the sums of every query to every row, as many queries at a time as the device can. */
  async function eachPass(
    block: GpuJsBlock<Operand>,
    queries: Rows,
    use: (sums: CellValues, first: number, count: number) => void,
  ): Promise<void> {
    const { n, d, metric } = block;
    const tile = device.tile(queries.n);
    const most = Math.max(1, Math.floor(cellLimit / gridCells(gridOf(device, tile, n, 1))));
    const groups = Math.ceil(queries.n / tile.queries);
    // Passes of one size need one kernel.
    const perPass = Math.ceil(groups / Math.ceil(groups / most)) * tile.queries;
    const grid = gridOf(device, tile, n, perPass);
    const term = METRIC_TERM[metric];
    const program: Program = {
      source: tileSource(term, device.access(d), d, grid),
      output: gridOutput(grid),
      components: tile.rows * tile.queries,
    };
    const key = [term, d, n, tile.rows, tile.queries, perPass].join(' ');
    for (let first = 0; first < queries.n; first += perPass) {
      const operand = await timeline.time('compute', () => place(rowsAt(queries, first, perPass), metric));
      try {
        const values = await compute(program, key, operand, block.operand);
        timeline.time('compute', () => {
          const sums = {
            values,
            rows: n,
            tileRows: tile.rows,
            tileQueries: tile.queries,
            panelRows: grid.panelRows,
            groups: grid.groups,
            stride: grid.stride,
          };
          use(sums, first, Math.min(perPass, queries.n - first));
        });
      } finally {
        device.release(operand);
      }
    }
  }

  async function topK(block: GpuJsBlock<Operand>, queries: Rows, k: number): Promise<Candidates> {
    const width = Math.min(k, block.n);
    const ids = new Int32Array(queries.n * width);
    const nearest = new NearestRows(width);
    const sums = new Float32Array(block.n);
    await eachPass(block, queries, (cells, first, count) => {
      for (let q = 0; q < count; q++) {
        copyQuery(cells, q, sums, 0);
        nearest.select(sums, NEARER[block.metric], ids, (first + q) * width);
      }
    });
    return { width, ids };
  }

  async function distances(block: GpuJsBlock<Operand>, queries: Rows): Promise<Float32Array> {
    const { n, metric } = block;
    const all = new Float32Array(queries.n * n);
    await eachPass(block, queries, (cells, first, count) => {
      for (let q = 0; q < count; q++) copyQuery(cells, q, all, (first + q) * n);
    });
    timeline.time('compute', () => sumsToDistances(metric, all));
    return all;
  }

  async function rowDistances(x: Rows, y: Rows, metric: Metric): Promise<Float32Array> {
    const { n, d } = x;
    const all = new Float32Array(n);
    const most = Math.min(n, device.maxRows(d), cellLimit);
    const term = METRIC_TERM[metric];
    const program = { source: pairSource(term, device.access(d), d), output: [most], components: 1 };
    const stride = device.stride(1);
    for (let start = 0; start < n; start += most) {
      const a = await timeline.time('load', () => place(rowsAt(x, start, most), metric));
      const b = await timeline.time('load', () => place(rowsAt(y, start, most), metric));
      try {
        const values = await compute(program, `pair ${term} ${d} ${most}`, a, b);
        for (let i = start; i < Math.min(n, start + most); i++)
          all[i] = values[(i - start) * stride] ?? Number.NaN;
      } finally {
        device.release(a);
        device.release(b);
      }
    }
    timeline.time('compute', () => sumsToDistances(metric, all));
    return all;
  }

  return {
    identity: device.identity,
    maxBlockRows: (d) => Math.max(1, Math.min(device.maxRows(d), cellLimit)),
    memory: {
      // Counted with the host's where a driver has it, as software renderers take it from there.
      place: 'host',
      rowBytes(d, metric) {
        const copies = device.copies + (metric === 'cosine' ? 1 : 0);
        return copies * d * Float32Array.BYTES_PER_ELEMENT;
      },
      workingBytes: resultBytes,
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    slack: (k) => Math.max(16, k),
    allocate: (length) => device.allocate(length),
    upload: (rows, metric) =>
      inOrder.run(async () => {
        const { n, d } = rows;
        const next = `${METRIC_TERM[metric]} ${d}`;
        // Kernels serve the next block of a streamed set, but not another set; some hold as much memory as a block.
        if (live === 0 && next !== kind) cache.clear();
        kind = next;
        const operand = await place(rows, metric);
        live++;
        return { n, d, metric, operand };
      }),
    topK: (block, queries, k) => inOrder.run(() => topK(block, queries, k)),
    distances: (block, queries) => inOrder.run(() => distances(block, queries)),
    rowDistances: (x, y, metric) => inOrder.run(() => rowDistances(x, y, metric)),
    free: (block) =>
      inOrder.run(async () => {
        live--;
        device.release(block.operand);
      }),
    close: () =>
      inOrder.run(async () => {
        cache.clear();
        await device.close();
      }),
  };
}
