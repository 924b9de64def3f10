import { setImmediate } from 'node:timers/promises';
import type { Metric, Rows } from '../../backend.js';
import { hasTerms, METRIC_NUMBER } from '../metric-numbers.js';
import type { Workbench } from '../workbench.js';
import { type CopiedPart, type DeviceBlock, strideOf } from './device-block.js';
import { stridingBlocks } from './striding-blocks.js';
import { endCopying } from './timed-work.js';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Rows are computed on while the next so many bytes are copied, or an eighth of the block if that is more. */
const PART_BYTES = 32 * 2 ** 20;
const MOST_PARTS = 8;
const WARPS_OF_BLOCK = 8;
/** Bits of an infinite float, above all lengths. */
const INFINITE = 0x7f800000;

/** Bytes of the device for each row of a block, with what a search in it takes: keys of one query in both precisions. */
export function bytesOfRow(d: number): number {
  return (strideOf(d) + 4) * FLOAT_BYTES;
}

/**
 * Puts rows on the device. The next block of a streamed set is only begun to be copied, so that the computation on its
 * first part need not wait for the last; else resolves when all are there.
 */
export async function uploadRows(bench: Workbench, rows: Rows, metric: Metric): Promise<DeviceBlock> {
  const { n, d, data } = rows;
  const { pool, events } = bench;
  const stride = strideOf(d);
  const taken: bigint[] = [];
  const take = (bytes: number) => {
    const address = pool.take(bytes);
    taken.push(address);
    return address;
  };
  try {
    const block: DeviceBlock = {
      n,
      d,
      stride,
      metric,
      rows: take(n * stride * FLOAT_BYTES),
      terms: hasTerms(metric) ? take(n * FLOAT_BYTES) : 0n,
      extremes: metric === 'l1' ? 0n : take(2 * FLOAT_BYTES),
      copying: undefined,
      known: undefined,
    };
    const partRows = Math.max(1, Math.floor(PART_BYTES / (stride * FLOAT_BYTES)), Math.ceil(n / MOST_PARTS));
    const staging = stride === d ? undefined : take(Math.min(n, partRows) * d * FLOAT_BYTES);
    if (block.extremes !== 0n) clearExtremes(bench, block);
    const started = events.record(bench.copying);
    const parts: CopiedPart[] = [];
    const waits = !bench.pinned.isStreamed(data);
    for (let begin = 0; begin < n; begin += partRows) {
      const end = Math.min(n, begin + partRows);
      copyRows(bench, block, data.subarray(begin * d, end * d), begin, staging);
      addTerms(bench, block, begin, end);
      parts.push({ begin, end, copied: events.record(bench.copying) });
      // The driver takes ordinary memory along while the host waits: other work gets its turn between two parts.
      if (waits) await setImmediate();
    }
    block.copying = { started, parts, ...(staging !== undefined && { staging }) };
    if (waits) await finishCopying(bench, block);
    return block;
  } catch (error) {
    if (!bench.device.driver.isLost) {
      await events.happened(events.record(bench.copying));
      for (const address of taken) pool.give(address);
    }
    throw error;
  }
}

/** Waits for the copying of a block that nobody has computed on. */
export async function finishCopying(bench: Workbench, block: DeviceBlock): Promise<void> {
  const last = block.copying?.parts.at(-1);
  if (last === undefined) return;
  await bench.events.happened(last.copied);
  endCopying(bench, block);
}

function clearExtremes({ device, copying }: Workbench, { extremes }: DeviceBlock): void {
  device.driver.call('cuMemsetD32Async', extremes, 0, 1, copying);
  device.driver.call('cuMemsetD32Async', extremes + BigInt(FLOAT_BYTES), INFINITE, 1, copying);
}

function copyRows(
  bench: Workbench,
  { d, stride, rows }: DeviceBlock,
  data: Float32Array,
  begin: number,
  staging: bigint | undefined,
): void {
  const to = rows + BigInt(begin * stride * FLOAT_BYTES);
  bench.copyIn(staging ?? to, data, bench.copying);
  if (staging === undefined) return;
  const count = data.length / d;
  const grid = [stridingBlocks(count * stride), 1] as const;
  bench.device.launch('pad_rows', grid, bench.copying, [staging, to, count, d, stride]);
}

function addTerms({ device, copying }: Workbench, block: DeviceBlock, begin: number, end: number): void {
  if (block.extremes === 0n) return;
  const { rows, stride, metric, terms, extremes } = block;
  device.launch('row_terms', [Math.ceil((end - begin) / WARPS_OF_BLOCK), 1], copying, [
    rows,
    begin,
    end,
    stride,
    METRIC_NUMBER[metric],
    terms,
    extremes,
  ]);
}
