import type * as tfjs from '@tensorflow/tfjs-core';
import type { EngineIdentity } from '../backend.js';

export type Tf = typeof tfjs;

/** How an engine likes its work cut, and what it cannot do well. All sizes are bytes of float32. */
export interface EngineTraits {
  /** Rows of a block are held as panels of about this size, one tensor each. */
  readonly panelBytes: number;
  /** Most bytes of differences between queries and rows in flight at once (L1 has no product form). */
  readonly intermediateBytes: number;
  /** Most bytes of scores, queries x block rows, at once. */
  readonly scoreBytes: number;
  /** Whether blocks lie in this process's memory or in a device's. */
  readonly place: 'host' | 'device';
  /** Most bytes of blocks that may be resident; infinite where the host's memory is the only limit. */
  readonly residentBytes: number;
  /** Whether a block used as the right side of a product is copied in a packed form that lives as long as it does. */
  readonly packsProducts: boolean;
  /** Whether an element-wise op on operands of different shapes runs at the speed of one on equal shapes. */
  readonly broadcasts: boolean;
  /** Whether sums over columns are quicker by average pooling than sums over rows are by summing. */
  readonly poolsColumns: boolean;
  /** Whether ops return before the device has done them. */
  readonly queued: boolean;
}

/** A TensorFlow.js backend, loaded and initialised. */
export interface Runtime {
  readonly tf: Tf;
  readonly identity: EngineIdentity;
  readonly traits: EngineTraits;
  /**
   * Makes this backend the one ops run on. It is so until the caller next waits for something: the current backend is
   * one for the whole process, and engines open side by side take turns.
   */
  activate(): Promise<void>;
}

/** One engine of this backend: how to find out whether it can run here, and how to get it running. */
export interface EngineModule {
  readonly name: string;
  /** What would run, found out without starting it where that is possible. @throws UnavailableError */
  identify(): Promise<EngineIdentity>;
  /** @throws UnavailableError */
  start(threads: number): Promise<Runtime>;
}

/** An `activate` for the backend that tfjs knows as `registered`. */
export function activator(tf: Tf, registered: string): () => Promise<void> {
  return async () => {
    // Another engine may switch between the promise's resolution and our turn: hence the loop.
    while (tf.getBackend() !== registered) {
      if (!(await tf.setBackend(registered)))
        throw new Error(`tfjs could not initialise its backend ${registered}`);
    }
  };
}
