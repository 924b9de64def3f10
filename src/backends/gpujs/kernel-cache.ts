interface Destroyable {
  destroy(): void;
}

/** Built kernels by shape; the least recently used go when there are more than `limit`. */
export class KernelCache<Kernel extends Destroyable> {
  readonly #kernels = new Map<string, Kernel>();

  constructor(readonly limit: number) {}

  get size(): number {
    return this.#kernels.size;
  }

  get(key: string): Kernel | undefined {
    const kernel = this.#kernels.get(key);
    if (kernel !== undefined) {
      // A Map keeps the order of insertion: put back, it is the newest.
      this.#kernels.delete(key);
      this.#kernels.set(key, kernel);
    }
    return kernel;
  }

  /** Makes room for one more, before it is built: two kernels at once may be more than fits. */
  makeRoom(): void {
    for (const [key, kernel] of this.#kernels) {
      if (this.#kernels.size < this.limit) return;
      this.#kernels.delete(key);
      kernel.destroy();
    }
  }

  set(key: string, kernel: Kernel): void {
    this.#kernels.delete(key);
    this.makeRoom();
    this.#kernels.set(key, kernel);
  }

  clear(): void {
    for (const kernel of this.#kernels.values()) kernel.destroy();
    this.#kernels.clear();
  }
}
