import { debianPackage } from '../sources/debian-package.js';
import { https } from '../sources/https.js';
import { catalogueProvider } from './catalogue-provider.js';
import type { CatalogueEntry } from './entry.js';

/**
 * Fashion-MNIST: Xiao, Rasul and Vollgraf (Zalando), articles of clothing of 28 x 28 pixels. The npm registry has no
 * mirror of it: `fashion-mnist` there holds an earlier release, shuffled, without the split, in which 5,657 of the
 * 70,000 images are others.
 */
export const entry: CatalogueEntry = {
  name: 'fashion-mnist-784',
  summary: 'articles of clothing, 28 x 28 pixels as bytes',
  licence: 'MIT',
  d: 784,
  metric: 'l2',
  format: 'idx',
  base: {
    name: 'train-images-idx3-ubyte',
    bytes: 47_040_016,
    sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    rows: 60_000,
  },
  queries: {
    name: 't10k-images-idx3-ubyte',
    bytes: 7_840_016,
    sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    rows: 10_000,
  },
  sources: [
    https({ folder: 'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/' }),
    debianPackage({ name: 'dataset-fashion-mnist', folder: '/usr/share/datasets/fashion-mnist' }),
  ],
};

export const provider = catalogueProvider(entry);
