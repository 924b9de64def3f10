/** Less than that is left to the engine: it collects so little in well under a millisecond, if it comes to it at all. */
const WORTH_COLLECTING_BYTES = 2 ** 24;

/** Collects garbage between rounds, so that a round does not pay for what others left; nothing without `--expose-gc`. */
export class GarbageCollection {
  #keptBytes = 0;

  /**
   * Collects if much was allocated since it last did. Each time costs the code that follows its warm caches: some
   * hundreds of microseconds, which a round of a millisecond's work would show.
   * @returns whether it did
   */
  collect(): boolean {
    if (globalThis.gc === undefined) return false;
    if (heldBytes() - this.#keptBytes < WORTH_COLLECTING_BYTES) return false;
    globalThis.gc();
    this.#keptBytes = heldBytes();
    return true;
  }
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
