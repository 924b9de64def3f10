const THREADS = 256;
const MOST_BLOCKS = 2048;

/** Blocks of a kernel that goes over all elements in strides of its grid: enough to fill any GPU. */
export function stridingBlocks(elements: number): number {
  return Math.min(MOST_BLOCKS, Math.ceil(elements / THREADS));
}
