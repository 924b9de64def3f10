import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../datasets/atomic-file.js';
import { cacheDirectory } from '../datasets/cache-directory.js';
import type { Ceiling } from '../results/ceilings.js';
import type { Fingerprint } from '../results/fingerprint.js';

const kept = z.object({
  ceilings: z.array(
    z.object({
      device: z.string(),
      threads: z.int().nullable(),
      measuredBy: z.string(),
      readGbps: z.number().positive(),
      fp32Gflops: z.number().positive(),
      int8Gops: z.number().positive().optional(),
    }),
  ),
  /** What else the host was doing meanwhile. */
  loadAverage: z.number(),
});

export type KeptCeilings = z.infer<typeof kept>;

/** The ceilings kept for this host and version of mls; undefined where there are none, or nothing that can be read. */
export async function readCeilings(host: Fingerprint): Promise<KeptCeilings | undefined> {
  const text = await readFile(pathOf(host), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Of another version, or damaged: they are measured again in a second.
    return undefined;
  }
}

/** @throws DataError `cache-unwritable` */
export async function keepCeilings(host: Fingerprint, ceilings: readonly Ceiling[]): Promise<void> {
  const content = JSON.stringify({ ceilings, loadAverage: host.loadAverage }, null, 2);
  await writeAtomically(pathOf(host), (partial) => writeFile(partial, content));
}

function pathOf({ host, code }: Fingerprint): string {
  const { name: _, ...machine } = host;
  const key = createHash('sha256')
    .update(JSON.stringify([machine, code.mls]))
    .digest('hex');
  return join(cacheDirectory(), 'ceilings', `${key}.json`);
}
