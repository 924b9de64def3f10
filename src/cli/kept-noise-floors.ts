import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../datasets/atomic-file.js';
import { cacheDirectory } from '../datasets/cache-directory.js';
import type { Fingerprint } from '../results/fingerprint.js';
import { hostKey } from '../results/host-key.js';

const keptFloor = z.object({
  interleaved: z.number().nonnegative(),
  apart: z.number().nonnegative(),
  /** Comparisons of the code with itself that it was found in, and the rounds of each. */
  trials: z.int().positive(),
  rounds: z.int().positive(),
  /** What else the host was doing meanwhile. */
  loadAverage: z.number(),
});

const kept = z.record(z.string(), keptFloor);

export type KeptNoiseFloor = z.infer<typeof keptFloor>;

/** The floors kept for this host, by suite; none where nothing was kept, or nothing that can be read. */
export async function readNoiseFloors(host: Fingerprint): Promise<Readonly<Record<string, KeptNoiseFloor>>> {
  const text = await readFile(pathOf(host), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Of another version, or damaged: as if the host had not been calibrated, which is told wherever it counts.
    return {};
  }
}

/** Keeps the floor of a suite in the place of an earlier one. @throws DataError `cache-unwritable` */
export async function keepNoiseFloor(host: Fingerprint, suite: string, floor: KeptNoiseFloor): Promise<void> {
  const content = JSON.stringify({ ...(await readNoiseFloors(host)), [suite]: floor }, null, 2);
  await writeAtomically(pathOf(host), (partial) => writeFile(partial, content));
}

function pathOf(host: Fingerprint): string {
  return join(cacheDirectory(), 'noise-floors', `${hostKey(host)}.json`);
}
