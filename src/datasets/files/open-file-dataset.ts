import type { ClaimedTruth, Dataset, DatasetSpec } from '../dataset.js';
import { readIdsFile } from '../formats/ids-file.js';
import { type FileParts, openParts } from './open-parts.js';
import { section } from './section.js';

/** Opens what `describeFile` described. @throws UsageError or DataError when a file is gone or damaged */
export async function openFileDataset(spec: DatasetSpec): Promise<Dataset> {
  const parts = await openParts(spec.name, spec.queriesPath);
  const { base, queries } = parts;
  const truth = truthOf(spec, parts);
  return {
    base: section(base, 0, spec.n),
    queries:
      queries === undefined
        ? section(base, base.n - spec.queries, spec.queries)
        : section(queries, 0, spec.queries),
    ...(truth !== undefined && { truth }),
    close: () => parts.close(),
  };
}

function truthOf({ truthPath, n }: DatasetSpec, parts: FileParts): ClaimedTruth | undefined {
  if (truthPath !== undefined) {
    return { path: truthPath, metric: undefined, given: true, read: () => readIdsFile(truthPath) };
  }
  // What a file brings is true of all its rows, not of the first few.
  return n === parts.base.n ? parts.truth : undefined;
}
