import type { Metric, Rows } from '../backend.js';
import { ShapeError } from '../shared/errors.js';
import { USAGE } from './device/buffer-usage.js';
import type { Gpu } from './device/gpu.js';
import type { KernelName } from './device/kernel-source.js';
import { Pass } from './device/pass.js';
import { QUAD_BYTES, quadsOf, uploadRows } from './device/upload-rows.js';
import { type NormRange, normRange } from './kernels/norm-range.js';
import { windowRows, windowsOf } from './windows.js';

/** Rows on the device, beside the host's which answers in doubt are measured from. */
export interface GpuBlock {
  readonly host: Rows;
  readonly n: number;
  readonly d: number;
  readonly quads: number;
  readonly metric: Metric;
  readonly rows: GPUBuffer;
  /** |x|^2 of each row, or 1 / |x| for cosine. */
  readonly ofRows: GPUBuffer;
  /** |x|^2 of each row, as the device sums it. */
  readonly squares: Float32Array;
  readonly norms: NormRange;
}

/** Rows of a workgroup of the kernel of norms. */
const TEAM_ROWS = 16;

export function normsKernel(metric: Metric): KernelName {
  return metric === 'cosine' ? 'norms inverse' : 'norms square';
}

/** @throws ShapeError where a few rows are more than a kernel may see at once */
export async function uploadBlock(gpu: Gpu, rows: Rows, metric: Metric): Promise<GpuBlock> {
  const { n, d } = rows;
  const quads = quadsOf(d);
  if (windowRows(gpu.limits, quads) < 1) {
    throw new ShapeError(
      `expected vectors that ${gpu.name} can see 64 of in ${gpu.limits.bindingBytes} bytes, got d = ${d}`,
    );
  }
  const buffer = await uploadRows(gpu, rows);
  const ofRows = gpu.device.createBuffer({
    size: n * Float32Array.BYTES_PER_ELEMENT,
    usage: USAGE.storage,
  });
  try {
    const squares = await squaresOf(gpu, { n, quads, metric, rows: buffer, ofRows });
    return {
      host: rows,
      n,
      d,
      quads,
      metric,
      rows: buffer,
      ofRows,
      squares,
      norms: normRange(rows.data, d, squares),
    };
  } catch (error) {
    buffer.destroy();
    ofRows.destroy();
    throw error;
  }
}

type Normed = Pick<GpuBlock, 'n' | 'quads' | 'metric' | 'rows' | 'ofRows'>;

/** Writes `ofRows`. Not timed: who uploads is. */
async function squaresOf(gpu: Gpu, { n, quads, metric, rows, ofRows }: Normed): Promise<Float32Array> {
  const pass = new Pass(gpu);
  const parts = windowsOf(n, windowRows(gpu.limits, quads)).map(({ start, count }) => {
    const squares = pass.scratch(count * Float32Array.BYTES_PER_ELEMENT);
    pass.dispatch(
      normsKernel(metric),
      { queries: 0, rows: count, quads, groups: 0, wanted: 0, outAt: 0 },
      [
        { buffer: rows, at: start * quads * QUAD_BYTES, bytes: count * quads * QUAD_BYTES },
        squares,
        { buffer: ofRows, at: start * 4, bytes: count * 4 },
      ],
      [Math.ceil(count / TEAM_ROWS), 1],
    );
    return { start, result: pass.result(squares) };
  });
  await pass.run();
  const all = new Float32Array(n);
  for (const { start, result } of parts) all.set(new Float32Array(result()), start);
  return all;
}

export function freeBlock({ rows, ofRows }: GpuBlock): void {
  rows.destroy();
  ofRows.destroy();
}
