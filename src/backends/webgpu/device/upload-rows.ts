import type { Rows } from '../../backend.js';
import { packRows } from '../kernels/pack-rows.js';
import { MAP_MODE, USAGE } from './buffer-usage.js';
import type { Gpu } from './gpu.js';

/** The host fills one while the device copies from the others. */
const STAGING_BUFFERS = 3;
const STAGING_BYTES = 2 ** 24;

export const QUAD_BYTES = 16;

/** Groups of four floats that a row takes on the device, filled up with zeros. */
export function quadsOf(d: number): number {
  return Math.ceil(d / 4);
}

/** Rows in the device's padded form, in host memory. */
export function paddedRows({ n, d, data }: Rows): Float32Array<ArrayBuffer> {
  const padded = new Float32Array(n * 4 * quadsOf(d));
  packRows(data, n, d, 4 * quadsOf(d), padded);
  return padded;
}

/** Brings rows into a buffer of the device, through mapped buffers that are filled and copied in turn. */
export async function uploadRows(gpu: Gpu, { n, d, data }: Rows): Promise<GPUBuffer> {
  const { device, pool } = gpu;
  const rowBytes = quadsOf(d) * QUAD_BYTES;
  const target = device.createBuffer({
    size: n * rowBytes,
    usage: USAGE.storage | USAGE.copyTarget,
  });
  const most = Math.max(1, Math.floor(STAGING_BYTES / rowBytes));
  const count = Math.min(STAGING_BUFFERS, Math.ceil(n / most));
  const bytes = Math.min(n, most) * rowBytes;
  const staging = Array.from({ length: count }, () => pool.take(bytes, USAGE.mapWrite | USAGE.copySource));
  try {
    for (let start = 0, turn = 0; start < n; start += most, turn++) {
      const buffer = staging[turn % count];
      if (buffer === undefined) break;
      const part = Math.min(most, n - start);
      // Waits, from the second round on, for the copy that last read from it.
      await buffer.mapAsync(MAP_MODE.write, 0, part * rowBytes);
      const into = new Float32Array(buffer.getMappedRange(0, part * rowBytes));
      packRows(data.subarray(start * d, (start + part) * d), part, d, rowBytes / 4, into);
      buffer.unmap();
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, 0, target, start * rowBytes, part * rowBytes);
      device.queue.submit([encoder.finish()]);
    }
  } catch (error) {
    target.destroy();
    throw error;
  } finally {
    for (const buffer of staging) {
      if (buffer.mapState !== 'unmapped') buffer.unmap();
      pool.give(buffer);
    }
  }
  return target;
}
