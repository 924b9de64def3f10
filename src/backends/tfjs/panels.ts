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

/** Rows as the right side of a product: framed, transposed (width x rows), for l2 with -|y|^2 / 2 as the last line. */
export interface ProductBlock extends BlockBase {
  readonly metric: Exclude<Metric, 'l1'>;
  readonly frame: Frame;
  /** The Euclidean length of the longest framed row. */
  readonly longest: number;
}

/** Rows as they are (rows x d): L1 is no product. */
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

export async function uploadPanels(
  device: Device,
  { n, d, data }: Rows,
  metric: Metric,
): Promise<TensorBlock> {
  const width = panelWidth(d, metric);
  const panelRows = Math.max(
    SMALLEST_PANEL_ROWS,
    Math.floor(device.traits.panelBytes / (width * FLOAT_BYTES)),
  );
  const frame = metric === 'l1' ? undefined : frameOf(data, n, d, metric === 'cosine');
  const panels: Panel[] = [];
  let longestSquared = 0;
  try {
    for (let start = 0; start < n; start += panelRows) {
      const rows = Math.min(panelRows, n - start);
      if (frame === undefined) {
        // The sum is a copy on the device: a tensor made of host memory may go on using that memory.
        const tensor = await device.prepare((tf) =>
          tf.add(tf.tensor2d(data.slice(start * d, (start + rows) * d), [rows, d]), 0),
        );
        panels.push({ rows, tensor: tensor as Tensor2D });
      } else {
        const framed = new Float32Array(rows * width);
        const squared = writeFramedRows(data, start, rows, frame, metric === 'l2', framed);
        longestSquared = Math.max(longestSquared, squared);
        panels.push({
          rows,
          tensor: await device.prepare((tf) => tf.transpose(tf.tensor2d(framed, [rows, width]))),
        });
      }
    }
    const bytes = blockBytes(device, n, d, metric);
    if (metric === 'l1' || frame === undefined) return { metric: 'l1', n, d, bytes, panels };
    const block: ProductBlock = { metric, n, d, bytes, panels, frame, longest: Math.sqrt(longestSquared) };
    if (device.traits.packsProducts) await packPanels(device, block);
    return block;
  } catch (error) {
    for (const { tensor } of panels) tensor.dispose();
    throw error;
  }
}

/** The first product with a panel makes its packed copy; made now, it counts as loading and not as the first answer. */
async function packPanels(device: Device, { panels, d, metric }: ProductBlock): Promise<void> {
  for (const { tensor } of panels) {
    const product = await device.prepare((tf) => tf.matMul(tf.zeros([1, panelWidth(d, metric)]), tensor));
    product.dispose();
  }
}

export function freePanels(block: TensorBlock): void {
  for (const { tensor } of block.panels) tensor.dispose();
}
