import type { Metric, Rows } from '../backend.js';
import { ShapeError } from '../shared/errors.js';
import type { WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { rowsOf } from './job.js';
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

export function freeBlock(crew: Crew, { held, norms, n }: WasmBlock): void {
  crew.bank.giveWorking(held.arena, norms, 8 * n);
  crew.bank.letGo(held);
}
