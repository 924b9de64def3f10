import { describe, expect, it } from 'vitest';
import { imagePatches } from '../../../src/datasets/catalogue/image-patches.js';

describe('imagePatches', () => {
  it('cuts images from left to right and then down, pixels of a patch in the same order', () => {
    // Two images of 4 x 4 whose pixel p of image i is (100 i + p, 50, 7, 255).
    const rgba = Uint8Array.from(
      [0, 100].flatMap((image) => Array.from({ length: 16 }, (_, p) => [image + p, 50, 7, 255])).flat(),
    );
    const patches = imagePatches(rgba, { images: 2, side: 4, patch: 2 });
    expect(patches).toHaveLength(2 * 4 * 12);
    const reds = Array.from({ length: 8 }, (_, patch) =>
      [0, 1, 2, 3].map((pixel) => patches[12 * patch + 3 * pixel]),
    );
    expect(reds).toEqual([
      [0, 1, 4, 5],
      [2, 3, 6, 7],
      [8, 9, 12, 13],
      [10, 11, 14, 15],
      [100, 101, 104, 105],
      [102, 103, 106, 107],
      [108, 109, 112, 113],
      [110, 111, 114, 115],
    ]);
    expect([...patches.subarray(0, 6)]).toEqual([0, 50, 7, 1, 50, 7]);
  });
});
