import type { Model } from '../policy.js';

const ABSENT = 0;
const ON_THE_WAY = 1;
const LOADED = 2;

/** What lies in the memory of one GPU. Models without weights are always there. */
export class GpuWeights {
  readonly #states: Uint8Array;
  /** Requests of each model that were sent to the GPU and are not over there. */
  readonly #using: Uint32Array;
  #usedBytes = 0;

  constructor(
    readonly models: readonly Model[],
    readonly capacityBytes: number,
  ) {
    this.#states = new Uint8Array(models.length);
    this.#using = new Uint32Array(models.length);
  }

  has(model: number): boolean {
    return this.models[model]?.weights === undefined || this.#states[model] === LOADED;
  }

  use(model: number): void {
    this.#using[model] = (this.#using[model] ?? 0) + 1;
  }

  leave(model: number): void {
    this.#using[model] = (this.#using[model] ?? 0) - 1;
  }

  /** Makes room and claims it. @returns why it cannot be done, or undefined when it is done */
  claim(model: number, evict: readonly number[]): string | undefined {
    const weights = this.models[model]?.weights;
    if (weights === undefined) return `expected a model with weights to load; got model ${model}`;
    if (this.#states[model] !== ABSENT) return `model ${model} is loaded or on its way`;
    for (const out of evict) {
      if (this.#states[out] !== LOADED) return `model ${out} is to be evicted and is not loaded`;
      if ((this.#using[out] ?? 0) > 0) return `model ${out} is to be evicted and has work`;
      this.#states[out] = ABSENT;
      this.#usedBytes -= this.models[out]?.weights?.bytes ?? 0;
    }
    const freeBytes = this.capacityBytes - this.#usedBytes;
    if (weights.bytes > freeBytes)
      return `model ${model} needs ${weights.bytes} B and ${freeBytes} B are free`;
    this.#usedBytes += weights.bytes;
    this.#states[model] = ON_THE_WAY;
    return undefined;
  }

  arrived(model: number): void {
    this.#states[model] = LOADED;
  }

  /** Holds every model at once. @returns whether they fit */
  fill(): boolean {
    this.#states.fill(LOADED);
    this.#usedBytes = this.models.reduce((sum, { weights }) => sum + (weights?.bytes ?? 0), 0);
    return this.#usedBytes <= this.capacityBytes;
  }

  clear(): void {
    this.#states.fill(ABSENT);
    this.#usedBytes = 0;
  }
}
