import type { Metric, OpenOptions, Part, Rows, Timeline } from '../../src/backends/backend.js';
import type { BlockKernels, Candidates } from '../../src/backends/shared/block-kernels.js';
import type { EngineMemory } from '../../src/backends/shared/engine-memory.js';

export interface PlainBlock {
  readonly rows: Rows;
  readonly metric: Metric;
}

/** Parts counted by how often they were timed. */
export class CountingTimeline implements Timeline {
  readonly counts: Record<Part, number> = { wait: 0, load: 0, compile: 0, compute: 0, readback: 0 };
  readings = 0;

  time<T>(part: Part, work: () => T): T {
    this.counts[part]++;
    return work();
  }

  add(part: Part): void {
    this.counts[part]++;
  }

  reading<T>(work: () => Promise<T>): Promise<T> {
    this.readings++;
    return work();
  }
}

/** Block kernels as simple as can be: loops in single precision, every candidate sorted. */
export class PlainKernels implements BlockKernels<PlainBlock> {
  readonly identity = { engine: 'plain', device: 'test', precision: 'float32', threads: 1 } as const;
  /** What was asked of the kernels, in order. */
  readonly log: string[] = [];
  readonly live = new Set<PlainBlock>();
  uploads = 0;
  closed = false;

  constructor(
    private readonly options: {
      readonly maxBlockRows?: number;
      readonly slack?: number;
      readonly memory?: EngineMemory;
      readonly onTopK?: (block: PlainBlock) => Promise<void>;
      readonly onUpload?: (rows: Rows) => Promise<void>;
    } = {},
  ) {}

  get memory(): EngineMemory | undefined {
    return this.options.memory;
  }

  maxBlockRows(): number {
    return this.options.maxBlockRows ?? Number.POSITIVE_INFINITY;
  }

  slack(): number {
    return this.options.slack ?? 0;
  }

  allocate(length: number): Float32Array {
    return new Float32Array(length);
  }

  async upload(rows: Rows, metric: Metric): Promise<PlainBlock> {
    await this.options.onUpload?.(rows);
    // A copy, as on a device: the host's buffer is filled anew while this block is computed on.
    const block = { rows: { n: rows.n, d: rows.d, data: rows.data.slice(0, rows.n * rows.d) }, metric };
    this.uploads++;
    this.live.add(block);
    return block;
  }

  async topK(block: PlainBlock, queries: Rows, k: number): Promise<Candidates> {
    this.log.push(`topK of ${block.rows.n}`);
    await this.options.onTopK?.(block);
    const all = await this.distances(block, queries);
    const { n } = block.rows;
    const ids = new Int32Array(queries.n * k);
    for (let q = 0; q < queries.n; q++) {
      const order = Array.from({ length: n }, (_, id) => id);
      const at = (id: number) => all[q * n + id] ?? Number.NaN;
      order.sort((a, b) => at(a) - at(b) || a - b);
      ids.set(order.slice(0, k), q * k);
    }
    return { width: k, ids };
  }

  async distances({ rows, metric }: PlainBlock, queries: Rows): Promise<Float32Array> {
    const all = new Float32Array(queries.n * rows.n);
    for (let q = 0; q < queries.n; q++) {
      for (let i = 0; i < rows.n; i++) all[q * rows.n + i] = distance(queries, q, rows, i, metric);
    }
    return all;
  }

  async rowDistances(x: Rows, y: Rows, metric: Metric): Promise<Float32Array> {
    return Float32Array.from({ length: x.n }, (_, i) => distance(x, i, y, i, metric));
  }

  async free(block: PlainBlock): Promise<void> {
    if (!this.live.delete(block)) throw new Error('a block is freed that is not live');
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

function distance(x: Rows, i: number, y: Rows, j: number, metric: Metric): number {
  let dot = 0;
  let squares = 0;
  let absolutes = 0;
  let xx = 0;
  let yy = 0;
  for (let c = 0; c < x.d; c++) {
    const a = x.data[i * x.d + c] ?? Number.NaN;
    const b = y.data[j * y.d + c] ?? Number.NaN;
    dot = Math.fround(dot + a * b);
    squares = Math.fround(squares + (a - b) ** 2);
    absolutes = Math.fround(absolutes + Math.abs(a - b));
    xx = Math.fround(xx + a * a);
    yy = Math.fround(yy + b * b);
  }
  switch (metric) {
    case 'l2':
      return Math.sqrt(squares);
    case 'l1':
      return absolutes;
    case 'dot':
      return -dot;
    case 'cosine':
      return xx === 0 || yy === 0 ? 1 : 1 - dot / Math.sqrt(xx * yy);
  }
}

export function openOptions(more: Partial<OpenOptions> = {}): OpenOptions {
  return { threads: 1, timeline: new CountingTimeline(), ...more };
}
