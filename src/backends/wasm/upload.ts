import type { Metric, Rows } from '../backend.js';
import { ShapeError } from '../shared/errors.js';
import type { WasmBlock } from './block.js';
import { copyLength, quantise } from './certified-rows.js';
import type { Crew } from './crew.js';
import { rowsOf } from './job.js';
import { ROW_TERM_BYTES } from './kernel-exports.js';
import { normRange } from './kernels/norm-range.js';

/** Holds rows in WebAssembly memory, in place where they were read into it, and measures them. */
export async function uploadBlock(crew: Crew, { n, d, data }: Rows, metric: Metric): Promise<WasmBlock> {
  const { bank } = crew;
  if (d * Float32Array.BYTES_PER_ELEMENT > bank.mostBlockBytes) {
    throw new ShapeError(`expected vectors of at most ${bank.mostBlockBytes / 4} dimensions, got ${d}`);
  }
  const held = bank.hold(data, n * d);
  const { arena } = held;
  let norms: number | undefined;
  try {
    norms = bank.takeWorking(arena, 8 * n);
    const biases = norms + 4 * n;
    const block: WasmBlock = { n, d, metric, held, norms, biases, longest: 0, shortest: 0 };
    await crew.run({ ...rowsOf(block, crew.threads), kind: 'measure', norms }, n * d);
    return { ...block, ...normRange(arena.floats(norms, n)) };
  } catch (error) {
    if (norms !== undefined) bank.giveWorking(arena, norms, 8 * n);
    bank.letGo(held);
    throw error;
  }
}

/** Adds the int8 copies of rows that a certified search reads; the block is freed where there is no room. */
export async function withCopies(crew: Crew, block: WasmBlock): Promise<WasmBlock> {
  const { n, d, held } = block;
  let copies: number | undefined;
  let terms: number | undefined;
  try {
    copies = crew.bank.takeWorking(held.arena, n * copyLength(d));
    terms = crew.bank.takeWorking(held.arena, n * ROW_TERM_BYTES);
    const copied = { copies, terms };
    await quantise(crew, block, copied);
    return { ...block, copied };
  } catch (error) {
    if (terms !== undefined) crew.bank.giveWorking(held.arena, terms, n * ROW_TERM_BYTES);
    if (copies !== undefined) crew.bank.giveWorking(held.arena, copies, n * copyLength(d));
    freeBlock(crew, block);
    throw error;
  }
}

export function freeBlock(crew: Crew, { held, norms, n, d, copied }: WasmBlock): void {
  if (copied !== undefined) {
    crew.bank.giveWorking(held.arena, copied.copies, n * copyLength(d));
    crew.bank.giveWorking(held.arena, copied.terms, n * ROW_TERM_BYTES);
  }
  crew.bank.giveWorking(held.arena, norms, 8 * n);
  crew.bank.letGo(held);
}
