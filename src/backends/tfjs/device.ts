import type { Tensor } from '@tensorflow/tfjs-core';
import type { Timeline } from '../backend.js';
import type { Runtime, Tf } from './runtime.js';

type Tensors = Tensor | { readonly [name: string]: Tensor };

/** A runtime whose work is timed: what it computes apart from getting the answer out. */
export interface Device extends Pick<Runtime, 'tf' | 'traits'> {
  /** Tensors made by `work` other than its results are disposed. `work` must not wait for anything. */
  compute<T extends Tensors>(work: (tf: Tf) => T): Promise<T>;
  /** As `compute`, timed as what hands vectors over with a call. */
  load<T extends Tensors>(work: (tf: Tf) => T): Promise<T>;
  /** As `compute`, untimed: for what the caller times as a whole. */
  prepare<T extends Tensors>(work: (tf: Tf) => T): Promise<T>;
  /** The values of tensors, which are disposed. */
  read<T extends readonly Tensor[]>(...tensors: T): Promise<{ [I in keyof T]: Float32Array | Int32Array }>;
}

export function timedDevice(runtime: Runtime, timeline: Timeline): Device {
  const { tf, traits } = runtime;
  const perform = async <T extends Tensors>(work: (tf: Tf) => T): Promise<T> => {
    const result = tf.tidy(() => work(tf)) as T;
    if (traits.queued) await finished(tf, result);
    return result;
  };
  return {
    tf,
    traits,
    async compute(work) {
      await runtime.activate();
      return timeline.time('compute', () => perform(work));
    },
    async load(work) {
      await runtime.activate();
      return timeline.time('load', () => perform(work));
    },
    async prepare(work) {
      await runtime.activate();
      return perform(work);
    },
    async read<T extends readonly Tensor[]>(...tensors: T) {
      try {
        const values = await timeline.time('readback', () =>
          Promise.all(tensors.map((tensor) => tensor.data())),
        );
        return values as { [I in keyof T]: Float32Array | Int32Array };
      } finally {
        tf.dispose([...tensors]);
      }
    },
  };
}

/** Waits until a queued device has made its results: an element cannot arrive before all that was queued ahead of it. */
async function finished(tf: Tf, result: Tensors): Promise<void> {
  const last = result instanceof tf.Tensor ? result : Object.values(result).at(-1);
  if (last === undefined || last.size === 0) return;
  const element = tf.tidy(() => tf.slice(tf.reshape(last, [-1]), 0, 1));
  await element.data();
  element.dispose();
}
