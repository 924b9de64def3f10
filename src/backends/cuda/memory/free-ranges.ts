interface Range {
  start: number;
  end: number;
}

/** Which bytes of a stretch of memory are free: ranges in ascending order that do not touch. */
export class FreeRanges {
  readonly #ranges: Range[];

  constructor(private readonly bytes: number) {
    this.#ranges = [{ start: 0, end: bytes }];
  }

  get isWhole(): boolean {
    const [first] = this.#ranges;
    return first !== undefined && first.end - first.start === this.bytes;
  }

  /** Takes the first range that is long enough. @returns where it starts, or undefined where there is none */
  take(bytes: number): number | undefined {
    const index = this.#ranges.findIndex(({ start, end }) => end - start >= bytes);
    const range = this.#ranges[index];
    if (range === undefined) return undefined;
    const { start } = range;
    range.start += bytes;
    if (range.start === range.end) this.#ranges.splice(index, 1);
    return start;
  }

  /** Gives back what was taken, joined with what is free on both sides. */
  give(start: number, bytes: number): void {
    const end = start + bytes;
    let at = this.#ranges.findIndex((range) => range.start >= end);
    if (at < 0) at = this.#ranges.length;
    const before = this.#ranges[at - 1];
    const after = this.#ranges[at];
    if (before !== undefined && before.end > start) throw new RangeError(`byte ${start} is free already`);
    const joinsBefore = before?.end === start;
    const joinsAfter = after?.start === end;
    const joined = {
      start: joinsBefore ? before.start : start,
      end: joinsAfter ? after.end : end,
    };
    this.#ranges.splice(at - Number(joinsBefore), Number(joinsBefore) + Number(joinsAfter), joined);
  }
}
