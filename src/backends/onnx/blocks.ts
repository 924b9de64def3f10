import type { InferenceSession } from 'onnxruntime-node';
import type { Metric, Rows } from '../backend.js';
import { type FramedBlock, frameForCosine, frameForDot, frameForL2 } from './kernels/frame-rows.js';

export type ProductMetric = Exclude<Metric, 'l1'>;

/** Rows that are multiplied with queries. */
export interface ProductBlock {
  readonly metric: ProductMetric;
  /** The host's, which stay where they are for as long as the block is in use. */
  readonly rows: Rows;
  readonly frame: Omit<FramedBlock, 'data'>;
  /** Gone while a session holds them. */
  framed: Float32Array | undefined;
  /** The session with these rows as its constant. */
  session: InferenceSession | undefined;
}

/** Rows as they are: L1 is no product. */
export interface DifferenceBlock {
  readonly metric: 'l1';
  readonly rows: Rows;
}

export type OnnxBlock = ProductBlock | DifferenceBlock;

const FRAME_ROWS = { l2: frameForL2, dot: frameForDot, cosine: frameForCosine } as const;

export function blockOf(rows: Rows, metric: Metric): OnnxBlock {
  if (metric === 'l1') return { metric, rows };
  const { data: framed, ...frame } = FRAME_ROWS[metric](rows.data, rows.n, rows.d);
  return { metric, rows, frame, framed, session: undefined };
}

/** The framed rows, written anew where a session has taken them. */
export function framedRows({ metric, rows, framed }: ProductBlock): Float32Array {
  return framed ?? FRAME_ROWS[metric](rows.data, rows.n, rows.d).data;
}

/** Floats of a framed row. */
export function framedWidth(d: number, metric: Metric): number {
  return metric === 'l2' ? d + 1 : d;
}
