import type { Rows } from '../backend.js';
import type { NearestTwo } from '../shared/block-kernels.js';
import type { WasmBlock } from './block.js';
import type { Crew } from './crew.js';
import { rowsOf } from './job.js';
import { measured } from './measured-rows.js';
import { withWorkingMemory } from './memory/working-memory.js';
import { packedQueries, wholeGroups } from './packed-queries.js';

/** The nearest two of some centroids for each row of a block. */
export function assignRows(crew: Crew, block: WasmBlock, centroids: Rows): Promise<NearestTwo> {
  const { n, d, metric } = block;
  const k = centroids.n;
  return withWorkingMemory(crew.bank, block.held.arena, async (memory) => {
    const { arena } = memory;
    const padded = wholeGroups(k);
    const data = new Float32Array(padded * d);
    data.set(centroids.data.subarray(0, k * d));
    const { queries, packed } = packedQueries(crew, memory, { d, data }, 0, padded);
    const { biases, isSafe } = measured(crew, memory, metric, queries, padded, d, block);
    // Keys of what fills up the last group are no numbers, which are below none.
    arena.floats(biases, padded).fill(Number.NaN, k);
    const [labels, firsts, seconds] = [memory.take4(n), memory.take4(n), memory.take4(n)];
    const job = { ...rowsOf(block, crew.threads), centroids: queries, k, packed, centroidBiases: biases };
    await crew.run(
      { ...job, kind: 'assign', groups: padded / 4, isSafe, labels, firsts, seconds },
      n * d * k,
    );
    return {
      labels: arena.ints(labels, n).slice(),
      first: arena.floats(firsts, n).slice(),
      second: arena.floats(seconds, n).slice(),
    };
  });
}
