/** Images that lie in a picture one per row, each pixel by pixel from its own top left. */
export interface ImageRows {
  readonly images: number;
  /** Pixels of an image's side, a multiple of `patch`. */
  readonly side: number;
  /** Pixels of a patch's side. */
  readonly patch: number;
}

const CHANNELS = 3;

/**
 * Cuts images into square patches that do not overlap. Patches follow one another image by image, and within an image
 * from left to right and then down; the bytes of a patch pixel by pixel in the same order, and of a pixel red, green,
 * blue.
 * @param rgba row-major `images x (side * side)` pixels of 4 bytes, whose last is left out
 * @returns row-major `images * (side / patch)^2 x patch * patch * 3`
 */
export function imagePatches(rgba: Uint8Array, { images, side, patch }: ImageRows): Uint8Array {
  const across = side / patch;
  const patches = new Uint8Array(images * side * side * CHANNELS);
  let at = 0;
  for (let image = 0; image < images; image++) {
    for (let cell = 0; cell < across * across; cell++) {
      const top = Math.floor(cell / across) * patch;
      const left = (cell % across) * patch;
      for (let y = top; y < top + patch; y++) {
        let from = 4 * (image * side * side + y * side + left);
        for (let x = 0; x < patch; x++, from += 4) {
          patches[at++] = rgba[from] ?? 0;
          patches[at++] = rgba[from + 1] ?? 0;
          patches[at++] = rgba[from + 2] ?? 0;
        }
      }
    }
  }
  return patches;
}
