import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { DatasetProvider } from '../dataset.js';
import { formatOf } from '../formats/registry.js';

/** Whether a name that is none of a dataset means a file: it has a folder, a known extension, or is there. */
export function isFileName(name: string): boolean {
  const [path = ''] = name.split('#', 1);
  return /[/\\]/.test(path) || formatOf(path) !== undefined || (path !== '' && existsSync(path));
}

/** The dataset that a file of vectors is. Nothing is read before it is described or opened. */
export function fileProvider(name: string): DatasetProvider {
  return {
    name,
    summary: 'a file of vectors',
    kind: 'real',
    shape: { n: 0, d: 0, queries: 0 },
    licence: 'its own',
    async state() {
      const [path = ''] = name.split('#', 1);
      const found = await stat(path).catch(() => undefined);
      return { local: found !== undefined, bytes: found?.size ?? 0 };
    },
    pull: async () => undefined,
    async describe(request) {
      const { describeFile } = await import('./describe-file.js');
      return describeFile(request);
    },
    async open(spec) {
      const { openFileDataset } = await import('./open-file-dataset.js');
      return openFileDataset(spec);
    },
  };
}
