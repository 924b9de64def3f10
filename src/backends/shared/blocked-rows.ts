import type { Metric, Timeline } from '../backend.js';
import type { BlockKernels } from './block-kernels.js';
import type { HostBlock } from './block-reader.js';

/** A block in host memory and, beside it, in the engine's. */
export interface LoadedBlock<Block> {
  readonly host: HostBlock;
  readonly block: Block;
}

/** Rows an engine can go over block by block as often as it likes, whether they are resident or read anew. */
export interface BlockedRows<Block> {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  readonly kernels: BlockKernels<Block>;
  readonly timeline: Timeline;
  /** A block is valid until the next is asked for. */
  blocks(): AsyncIterable<LoadedBlock<Block>> | Iterable<LoadedBlock<Block>>;
  /** As `blocks`, for work that the engine has no part in. */
  hosts(): AsyncIterable<HostBlock> | Iterable<HostBlock>;
}
