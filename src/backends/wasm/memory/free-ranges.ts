/** Vectors are loaded 16 bytes at once, and a cache line holds 64. */
const ALIGNMENT = 64;

interface Range {
  start: number;
  end: number;
}

/** Which addresses of a memory are free: ranges in ascending order, no two of which touch. */
export class FreeRanges {
  readonly #ranges: Range[] = [];

  /** Takes the first range that is long enough. @returns its address, or undefined where there is none below `limit` */
  take(bytes: number, limit = Number.POSITIVE_INFINITY): number | undefined {
    const length = aligned(bytes);
    const index = this.#ranges.findIndex(({ start, end }) => Math.min(end, limit) - start >= length);
    const range = this.#ranges[index];
    if (range === undefined) return undefined;
    const { start } = range;
    range.start += length;
    if (range.start === range.end) this.#ranges.splice(index, 1);
    return start;
  }

  /** Gives back `bytes` from `start`, which `take` gave, or adds what is new. */
  give(start: number, bytes: number): void {
    const end = start + aligned(bytes);
    let next = this.#ranges.findIndex((range) => range.start >= end);
    if (next < 0) next = this.#ranges.length;
    const before = this.#ranges[next - 1];
    const after = this.#ranges[next];
    const joined = { start, end };
    let [from, to] = [next, next];
    if (before !== undefined && before.end > start) {
      throw new RangeError(`expected bytes in use, got ${start} to ${end} of which some are free`);
    }
    if (before?.end === start) {
      joined.start = before.start;
      from--;
    }
    if (after?.start === end) {
      joined.end = after.end;
      to++;
    }
    this.#ranges.splice(from, to - from, joined);
  }

  /** Free bytes that end at `address`: what lies before the end of a memory need not be added when it grows. */
  freeBefore(address: number): number {
    const last = this.#ranges.at(-1);
    return last?.end === address ? last.end - last.start : 0;
  }

  /** All free bytes. */
  get bytes(): number {
    return this.#ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  }
}

function aligned(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT;
}
