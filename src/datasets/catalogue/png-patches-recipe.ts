import { readFile } from 'node:fs/promises';
import { DamagedFileError } from '../formats/damage.js';
import { encodeIdxHeader } from '../idx-header.js';
import type { CatalogueFile, PublishedFile, Recipe } from './entry.js';
import { type ImageRows, imagePatches } from './image-patches.js';

export interface PngPatchesRecipeOptions {
  /** How many images a PNG file holds, one per row of pixels, and how they are cut. */
  readonly layout: ImageRows;
  /** PNG files of the base, in the order of its rows. */
  readonly basePngs: readonly PublishedFile[];
  readonly queryPngs: readonly PublishedFile[];
  readonly base: CatalogueFile;
  readonly queries: CatalogueFile;
}

/**
 * Patches of images in PNG files as two IDX files of unsigned bytes, `rows x patch x patch x 3`, in the order and with
 * the bytes of `imagePatches`. One PNG file is decoded at a time.
 */
export function pngPatchesRecipe(options: PngPatchesRecipeOptions): Recipe {
  const { layout, basePngs, queryPngs, base, queries } = options;
  return {
    published: [...basePngs, ...queryPngs],
    async make({ pathOf, deliver, onRead }) {
      const patchesIn = async function* (files: readonly PublishedFile[], { rows }: CatalogueFile) {
        yield encodeIdxHeader([rows, layout.patch, layout.patch, 3]);
        for (const { name, bytes } of files) {
          yield imagePatches(await pixelsOf(pathOf(name), layout), layout);
          onRead(name, bytes);
        }
      };
      await deliver(base, patchesIn(basePngs, base));
      await deliver(queries, patchesIn(queryPngs, queries));
    },
  };
}

/** Row-major RGBA. */
async function pixelsOf(path: string, { images, side }: ImageRows): Promise<Uint8Array> {
  const { PNG } = await import('pngjs');
  const { width, height, data } = PNG.sync.read(await readFile(path));
  if (width === side * side && height === images) return data;
  throw new DamagedFileError({
    path,
    expected: `a picture of ${side * side} x ${images} pixels, one image of ${side} x ${side} per row`,
    got: `${width} x ${height}`,
    mend: 'Fetch it again.',
  });
}
