/** Buffers by usage and size, sizes rounded up to powers of two: what a call used the next one takes again. */
export class BufferPool {
  readonly #free = new Map<string, GPUBuffer[]>();

  constructor(
    private readonly device: GPUDevice,
    private readonly mostBytes: number,
  ) {}

  take(bytes: number, usage: number): GPUBuffer {
    const size = Math.min(this.mostBytes, 2 ** Math.ceil(Math.log2(Math.max(256, bytes))));
    const key = `${usage} ${size}`;
    return this.#free.get(key)?.pop() ?? this.device.createBuffer({ size, usage });
  }

  give(buffer: GPUBuffer): void {
    const key = `${buffer.usage} ${buffer.size}`;
    const free = this.#free.get(key);
    if (free === undefined) this.#free.set(key, [buffer]);
    else free.push(buffer);
  }

  clear(): void {
    for (const buffer of [...this.#free.values()].flat()) buffer.destroy();
    this.#free.clear();
  }
}
