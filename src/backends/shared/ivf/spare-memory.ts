/** Memory that one call leaves to the next: what threads share is freed late, and not to be had anew for every call. */
export class SpareMemory {
  readonly #spare: Float32Array[] = [];

  constructor(private readonly allocate: (length: number) => Float32Array) {}

  /** At least `length` floats, with what was in them before. */
  take(length: number): Float32Array {
    const buffer = this.#spare.pop();
    return buffer !== undefined && buffer.length >= length ? buffer : this.allocate(length);
  }

  give(buffer: Float32Array): void {
    this.#spare.push(buffer);
  }
}
