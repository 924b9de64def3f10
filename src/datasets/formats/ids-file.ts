import { extname } from 'node:path';
import { UsageError } from '../../errors.js';
import { DamagedFileError } from './damage.js';
import { splitMember } from './member.js';
import { replaceFile } from './replace-file.js';

/** The true neighbours of some queries. */
export interface Ids {
  readonly queries: number;
  readonly k: number;
  /** Row-major `queries * k`, nearest first. */
  readonly ids: Int32Array;
}

/** 1 GiB of ids: more is a file of vectors, given by mistake. */
const MOST_IDS = 2 ** 28;

interface IdsSource {
  readonly holdsIntegers: boolean;
  readonly n: number;
  readonly d: number;
  readIntegers(start: number, count: number, into: Int32Array): Promise<void>;
  close(): Promise<void>;
}

async function openIds(path: string, member: string | undefined): Promise<IdsSource> {
  switch (extname(path).toLowerCase()) {
    case '.ivecs':
      return (await import('./texmex.js')).openTexmex(path, 'ivecs', 'i4');
    case '.npy':
      return (await import('./npy.js')).openNpy(path);
    case '.hdf5':
    case '.h5':
      return (await import('./hdf5-source.js')).Hdf5Source.open(path, member ?? 'neighbors');
    default:
      throw new UsageError(
        `expected a file of true neighbours to be .ivecs, .npy or .hdf5; got "${path}". Convert it, or let the truth be computed.`,
      );
  }
}

/** Reads true neighbours: `.ivecs`, integers in `.npy`, or the dataset `neighbors` of an ann-benchmarks file. */
export async function readIdsFile(name: string): Promise<Ids> {
  const { path, member } = await splitMember(name);
  const source = await openIds(path, member);
  try {
    const { n, d, holdsIntegers } = source;
    if (!holdsIntegers || n * d > MOST_IDS) {
      throw new UsageError(
        `expected ids of true neighbours in ${name}: integers, and at most ${MOST_IDS} of them; got ${n} x ${d} ` +
          `${holdsIntegers ? 'integers' : 'fractions'}. Give the file of the truth, not of the vectors.`,
      );
    }
    const ids = new Int32Array(n * d);
    await source.readIntegers(0, n, ids);
    const bad = ids.findIndex((id) => id < 0);
    if (bad >= 0) {
      throw new DamagedFileError({
        path,
        expected: `ids of rows in row ${Math.floor(bad / d)}, column ${bad % d}`,
        got: String(ids[bad]),
        mend: 'It is another kind of file, or its list is padded: give only true neighbours.',
      });
    }
    return { queries: n, k: d, ids };
  } finally {
    await source.close();
  }
}

/** Writes true neighbours as `.ivecs`, in one step: another process sees all of it or nothing. */
export async function writeIdsFile(path: string, ids: Ids): Promise<void> {
  const { encodeIvecs } = await import('./ivecs.js');
  const { writeFile } = await import('node:fs/promises');
  await replaceFile(path, (temporary) => writeFile(temporary, encodeIvecs(ids.ids, ids.k)));
}
