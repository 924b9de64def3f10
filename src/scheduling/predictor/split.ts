import { seededUniform } from '../../stats/random.js';

/** The numbers from 0 to before `count` in a seeded order (Fisher and Yates). */
export function shuffled(count: number, uniform: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

const TRAINING_SHARE = 0.8;

export interface Split<T> {
  readonly training: readonly T[];
  readonly test: readonly T[];
}

/** Four fifths to train with and the rest to test with, by chance. Abacus drew without a seed. */
export function split<T>(items: readonly T[], seed: number): Split<T> {
  const order = shuffled(items.length, seededUniform(seed));
  const taken = Array.from(order, (i) => items[i]).filter((item): item is T => item !== undefined);
  const trained = Math.floor(TRAINING_SHARE * items.length);
  return { training: taken.slice(0, trained), test: taken.slice(trained) };
}
