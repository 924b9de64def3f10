import type { Rows, Timeline, VectorSource } from '../../backend.js';
import { type HostBlock, readBlocks } from '../block-reader.js';

const BLOCK_BYTES = 64 * 2 ** 20;
const DEFAULT_RESIDENT_BYTES = 2 ** 30;
const NO_TIMELINE: Timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };

/** A source that is gone over many times: kept in memory where it fits, else read anew each time. */
export class RowPasses {
  #resident: Rows | undefined;

  constructor(
    readonly source: VectorSource,
    private readonly residentBytes = DEFAULT_RESIDENT_BYTES,
  ) {}

  async forEach(visit: (block: HostBlock) => void): Promise<void> {
    const { n, d } = this.source;
    if (n * d * Float32Array.BYTES_PER_ELEMENT <= this.residentBytes) {
      this.#resident ??= { n, d, data: await this.rows(0, n) };
      visit({ start: 0, ...this.#resident });
      return;
    }
    const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / (d * Float32Array.BYTES_PER_ELEMENT)));
    const allocate = (length: number) => new Float32Array(length);
    for await (const block of readBlocks(this.source, { blockRows, timeline: NO_TIMELINE, allocate })) {
      visit(block);
    }
  }

  /** `count` rows from `start` on. */
  async rows(start: number, count: number): Promise<Float32Array> {
    const { d } = this.source;
    const resident = this.#resident;
    if (resident !== undefined) return resident.data.subarray(start * d, (start + count) * d);
    const rows = new Float32Array(count * d);
    await this.source.read(start, count, rows);
    return rows;
  }
}
