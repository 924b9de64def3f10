import { expect, it } from 'vitest';
import { createBlockEngine } from '../../src/backends/shared/block-engine.js';
import { MemorySource, rowsOf } from './memory-source.js';
import { openOptions, PlainKernels } from './plain-kernels.js';

const TEN_ROWS = rowsOf(Array.from({ length: 10 }, (_, i) => [i]));
/** Room for two blocks of two rows. */
const TWO_BLOCKS = 16;

class AllocatingKernels extends PlainKernels {
  allocated = 0;

  override allocate(length: number): Float32Array {
    this.allocated += length * 4;
    return super.allocate(length);
  }
}

it('holds what the budget allows however often a streamed set is read', async () => {
  const kernels = new AllocatingKernels();
  const engine = createBlockEngine(kernels, openOptions({ memoryBytes: TWO_BLOCKS }));
  const set = await engine.load(new MemorySource(TEN_ROWS), 'l2');
  for (const query of [0, 4, 9]) {
    const { ids } = await set.knn(rowsOf([[query]]), 1);
    expect([...ids]).toEqual([query]);
  }
  expect(kernels.allocated).toBe(TWO_BLOCKS);
});
