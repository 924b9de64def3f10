import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../../datasets/atomic-file.js';
import { SkippedError } from '../skipped-error.js';
import { type IndexQuestion, indexDirectory, indexKey } from './index-store.js';
import { type AnnParameters, effortOf } from './parameters.js';

/** Of what an index has found all there is: a fact of these queries and this index, whatever the run. */
export interface Saturation {
  readonly index: IndexQuestion;
  readonly queryIdentity: string;
  readonly k: number;
}

const note = z.object({ effort: z.int() });

/**
 * Points of a sweep that cannot reach the Pareto front are told before they are measured: once a value of nprobe or ef
 * finds every neighbour of every query, a larger one finds no more and computes more distances. It is not measured
 * where the same sweep holds the smaller value. Asked for alone, any value is measured.
 * @throws SkippedError for such a point
 */
export async function refuseSaturated(asked: Saturation, { search, smaller }: AnnParameters): Promise<void> {
  const known = await readNote(asked);
  if (known === undefined || !smaller.some((effort) => effort >= known)) return;
  const name = search.kind === 'ivf' ? 'nprobe' : 'ef';
  throw new SkippedError(
    `${name} ${known} finds all there is, and ${effortOf(search)} only costs more; to measure it all the same, ask for it without smaller ones`,
  );
}

/** Notes that a search found every neighbour of every query. */
export async function noteSaturation(asked: Saturation, effort: number): Promise<void> {
  const known = await readNote(asked);
  if (known !== undefined && known <= effort) return;
  await writeAtomically(noteOf(asked), (partial) => writeFile(partial, JSON.stringify({ effort })));
}

async function readNote(asked: Saturation): Promise<number | undefined> {
  const text = await readFile(noteOf(asked), 'utf8').catch(() => '{}');
  const read = note.safeParse(JSON.parse(text));
  return read.success ? read.data.effort : undefined;
}

function noteOf({ index, queryIdentity, k }: Saturation): string {
  const queries = createHash('sha256')
    .update(JSON.stringify([queryIdentity, k]))
    .digest('hex')
    .slice(0, 16);
  return join(indexDirectory(), `${indexKey(index)}.${queries}.saturated`);
}
