import { resolve } from 'node:path';
import { UsageError } from '../../../errors.js';
import type { LatencyProfile } from '../../../scheduling/policy.js';
import { CATALOGUE } from '../../../scheduling/profiles/catalogue.js';
import { parseProfile } from '../../../scheduling/profiles/parse-profile.js';
import { tableProfile } from '../../../scheduling/profiles/table-profile.js';
import type { ProfileEntry } from './schema.js';

export interface ReadProfile {
  readonly latency: LatencyProfile;
  /** Those of a table that stands in the file; undefined: any up to the largest. */
  readonly sizes: readonly number[] | undefined;
}

/** @throws UsageError that begins with where the entry stands */
export async function readProfile(
  entry: ProfileEntry,
  directory: string,
  where: string,
): Promise<ReadProfile> {
  try {
    if (typeof entry !== 'string') {
      const points = Object.entries(entry).map(([batch, ms]) => ({ batch: Number(batch), ms }));
      const sizes = points.map(({ batch }) => batch).sort((one, other) => one - other);
      return { latency: tableProfile(points), sizes };
    }
    const isNamed = CATALOGUE.some(({ name }) => name === entry) || /^(linear:|sleep#)/.test(entry);
    const { latency } = await parseProfile(isNamed ? entry : resolve(directory, entry));
    return { latency, sizes: undefined };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${where}: ${why}`, { cause });
  }
}
