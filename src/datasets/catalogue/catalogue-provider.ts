import { join } from 'node:path';
import { DataError } from '../../errors.js';
import { cacheDirectory } from '../cache-directory.js';
import type { DatasetProvider } from '../dataset.js';
import type { CatalogueEntry, CatalogueFile } from './entry.js';
import { openCatalogueFile } from './open-catalogue-file.js';
import { hasSize } from './verified-file.js';

/** Makes a provider of an entry: its files lie uncompressed in `datasets/NAME` of the cache. */
export function catalogueProvider(entry: CatalogueEntry): DatasetProvider {
  const { name, format, base, queries } = entry;
  const directory = () => join(cacheDirectory(), 'datasets', name);
  const path = (file: CatalogueFile) => join(directory(), file.name);
  const state = async () => {
    const here = await Promise.all([base, queries].map((file) => hasSize(path(file), file)));
    return here.every(Boolean)
      ? { local: true, bytes: base.bytes + queries.bytes }
      : { local: false, bytes: 0 };
  };
  return {
    name,
    summary: `${entry.summary} (usually ${entry.metric})`,
    kind: 'real',
    shape: { n: base.rows, d: entry.d, queries: queries.rows },
    licence: entry.licence,
    state,
    async pull(tools) {
      const { pullEntry } = await import('./pull-entry.js');
      await pullEntry(entry, directory(), tools);
    },
    async open(spec) {
      if (!(await state()).local) {
        throw new DataError(
          `${name} is not in ${directory()}; fetch it: mls datasets pull ${name}`,
          'not-local',
        );
      }
      const read = (file: CatalogueFile, part: string, rows: number) =>
        openCatalogueFile({
          path: path(file),
          format,
          identity: `${name}:${part}sha256=${file.sha256}:n=${rows}`,
          rows,
        });
      const baseRows = await read(base, '', spec.n);
      const queryRows = await read(queries, 'queries:', spec.queries).catch(async (error: unknown) => {
        await baseRows.close();
        throw error;
      });
      return {
        base: baseRows,
        queries: queryRows,
        async close() {
          await Promise.all([baseRows.close(), queryRows.close()]);
        },
      };
    },
  };
}
