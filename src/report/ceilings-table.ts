import type { Ceiling } from '../results/ceilings.js';
import { formatNumber, MISSING } from '../results/display/quantity.js';
import { renderTable } from './table.js';

/**
 * What each device can do at best. `ridge` is the arithmetic intensity (operations for each byte read) from which on a
 * kernel is bound by computing rather than by memory.
 */
export function renderCeilingsTable(ceilings: readonly Ceiling[], width?: number): string {
  return renderTable({
    head: ['device', 'threads', 'read GB/s', 'fp32 GFLOP/s', 'int8 Gop/s', 'ridge FLOP/B', 'measured by'],
    align: ['left', 'right', 'right', 'right', 'right', 'right', 'left'],
    rows: ceilings.map(({ device, threads, measuredBy, readGbps, fp32Gflops, int8Gops }) => [
      device,
      threads === null ? 'all' : String(threads),
      formatNumber(readGbps),
      formatNumber(fp32Gflops),
      int8Gops === undefined ? MISSING : formatNumber(int8Gops),
      formatNumber(fp32Gflops / readGbps),
      measuredBy,
    ]),
    ...(width !== undefined && { width }),
  });
}
