import { setImmediate } from 'node:timers/promises';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Metric, Rows } from '../backend.js';
import type { Device } from './device.js';
import { type Frame, frameOf, writeFramedRows } from './kernels/framed-rows.js';

/** Consecutive rows of a block, as one tensor. */
interface Panel {
  readonly rows: number;
  readonly tensor: Tensor2D;
}

interface BlockBase {
  readonly n: number;
  readonly d: number;
  /** What the block takes of the engine's memory. */
  readonly bytes: number;
  readonly panels: readonly Panel[];
}

export type ProductMetric = Exclude<Metric, 'l1'>;

/** Rows as the right side of a product: framed, transposed (width x rows), for l2 with -|y|^2 / 2 as the last line. */
export interface ProductBlock extends BlockBase {
  readonly metric: ProductMetric;
  readonly frame: Frame;
  /** The Euclidean length of the longest framed row. */
  readonly longest: number;
}

/** Rows as they are (rows x d, or d x rows where columns are pooled): L1 is no product. */
export interface DifferenceBlock extends BlockBase {
  readonly metric: 'l1';
}

export type TensorBlock = ProductBlock | DifferenceBlock;

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Narrower panels would leave most of a product's register tile idle. */
const SMALLEST_PANEL_ROWS = 16;

/** Floats a row of a block takes, the line of norms included. */
export function panelWidth(d: number, metric: Metric): number {
  return metric === 'l2' ? d + 1 : d;
}

export function blockBytes(device: Device, rows: number, d: number, metric: Metric): number {
  const copies = device.traits.packsProducts && metric !== 'l1' ? 2 : 1;
  return rows * panelWidth(d, metric) * FLOAT_BYTES * copies;
}

export async function productBlock(device: Device, rows: Rows, metric: ProductMetric): Promise<ProductBlock> {
  const { n, d, data } = rows;
  const width = panelWidth(d, metric);
  const frame = frameOf(data, n, d, metric === 'cosine');
  let longestSquared = 0;
  const panels = await cut(n, width, device.traits.panelBytes, async (start, count) => {
    const framed = new Float32Array(count * width);
    longestSquared = Math.max(
      longestSquared,
      writeFramedRows(data, start, count, frame, metric === 'l2', framed),
    );
    const tensor = await device.prepare((tf) => tf.transpose<Tensor2D>(tf.tensor2d(framed, [count, width])));
    if (device.traits.packsProducts) await pack(device, tensor);
    return tensor;
  });
  const bytes = blockBytes(device, n, d, metric);
  return { metric, n, d, bytes, panels, frame, longest: Math.sqrt(longestSquared) };
}

/** The first product with a panel makes its packed copy; made now, it counts as loading and not as the first answer. */
async function pack(device: Device, panel: Tensor2D): Promise<void> {
  const product = await device.prepare((tf) => tf.matMul(tf.zeros([1, panel.shape[0]]), panel));
  product.dispose();
}

export async function differenceBlock(device: Device, { n, d, data }: Rows): Promise<DifferenceBlock> {
  const { panelBytes, intermediateBytes, poolsColumns } = device.traits;
  // One query's differences take what the panel takes.
  const panels = await cut(n, d, Math.min(panelBytes, intermediateBytes), (start, count) => {
    const values = data.slice(start * d, (start + count) * d);
    return device.prepare((tf) => {
      const matrix = tf.tensor2d(values, [count, d]);
      // An op's result lies on the device, while a tensor of host values may be sent there at its first use.
      return poolsColumns ? tf.transpose<Tensor2D>(matrix) : tf.add<Tensor2D>(matrix, 0);
    });
  });
  return { metric: 'l1', n, d, bytes: blockBytes(device, n, d, 'l1'), panels };
}

async function cut(
  n: number,
  width: number,
  panelBytes: number,
  make: (start: number, count: number) => Promise<Tensor2D>,
): Promise<Panel[]> {
  const most = Math.max(SMALLEST_PANEL_ROWS, Math.floor(panelBytes / (width * FLOAT_BYTES)));
  const panels: Panel[] = [];
  try {
    for (let start = 0; start < n; start += most) {
      const rows = Math.min(most, n - start);
      panels.push({ rows, tensor: await make(start, rows) });
      // Engines of this thread keep it busy, and a file that is being read would wait for all panels.
      await setImmediate();
    }
    return panels;
  } catch (error) {
    disposePanels(panels);
    throw error;
  }
}

export function disposePanels(panels: readonly Panel[]): void {
  for (const { tensor } of panels) tensor.dispose();
}
