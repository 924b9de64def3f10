import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/registry.js';
import { readRows } from '../read-all.js';

/**
 * The first four values of three rows, as float32 bits. Those of `uniform` and `gaussian` were computed a second time by
 * an implementation in another language. A change of any of them needs a new version of the dataset, since results
 * and cached ground truth are kept under its identity.
 */
const GOLDEN = {
  uniform: {
    base0: '3ef2f3c8 3ee4081c 3f3bddb3 3f0dfe42',
    base39999: '3f2967c9 3edcb2b2 3f212a6e 3ee64996',
    queries3: '3f3dfc36 3e88edc4 3e37c054 3ea6850c',
  },
  gaussian: {
    base0: 'bca09c1d 3f3f48e9 3ee8fbd0 3f8b4ee0',
    base39999: '3f8253cc 3fa96f65 3dad74d0 bf2b24d2',
    queries3: 'bf33292f bf5c2330 3fa8a3f0 bed01a39',
  },
  clustered: {
    base0: 'be4f308c bbc4bd16 3f8dde39 3fa4c23d',
    base39999: '3f4a5855 3eacb9c0 3fe5ff21 3f08af65',
    queries3: 'bfa60a9b bf88aa79 3facffe5 be6cd25f',
  },
};

describe.each(Object.entries(GOLDEN))('%s with seed 42', (name, golden) => {
  it('has the same bits everywhere and for ever', async () => {
    const { base, queries } = await openDataset({ name, n: 40_000, d: 128, queries: 50, seed: 42 });
    const bits = async (source: typeof base, row: number) =>
      [...new Uint32Array((await readRows(source, row, 1)).buffer, 0, 4)]
        .map((word) => word.toString(16).padStart(8, '0'))
        .join(' ');
    expect({
      base0: await bits(base, 0),
      base39999: await bits(base, 39_999),
      queries3: await bits(queries, 3),
    }).toEqual(golden);
  });
});
