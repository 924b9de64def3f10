import type { OnnxBlock, ProductBlock } from './blocks.js';
import type { FramedQueries } from './kernels/frame-queries.js';
import { l2Distances, linearDistances } from './kernels/score-distances.js';

/** Writes the distances that a block's scores stand for to `into`, from `at`. */
export function writeDistances(
  block: OnnxBlock,
  framed: FramedQueries | undefined,
  scores: Float32Array,
  into: Float32Array,
  at: number,
): void {
  const { n } = block.rows;
  if (block.metric === 'l1' || framed === undefined) {
    for (let i = 0; i < scores.length; i++) into[at + i] = -(scores[i] ?? Number.NaN);
    return;
  }
  const { own, squared } = framed;
  if (block.metric === 'l2') l2Distances(scores, n, squared, own, block.frame.scale, into, at);
  else linearDistances(scores, n, slopesOf(block, own), offsetOf(block), into, at);
}

/** Distances are `offset - slope * score`. */
export function slopesOf({ frame }: ProductBlock, own: Float64Array): Float64Array {
  return own.map((factor) => 1 / (factor * frame.scale));
}

export function offsetOf({ metric }: ProductBlock): number {
  return metric === 'cosine' ? 1 : 0;
}
