import { basename, extname } from 'node:path';
import type { VectorSource } from '../../backends/backend.js';
import { UsageError } from '../../errors.js';
import { DamagedFileError } from './damage.js';
import { sniff } from './magic.js';
import { splitMember } from './member.js';
import { EXTENSIONS, FORMATS, type FormatName, formatOf, isInOrder, loadFormat } from './registry.js';
import { replaceFile } from './replace-file.js';

const WITH_MEMBERS: readonly FormatName[] = ['hdf5', 'parquet', 'csv', 'json'];

/** How a file's rows will be read: any at any time, or each once, from the first to the last. */
export type Access = 'any' | 'in order';

/** Decides the format from extension and first bytes, and refuses a file that is something else. */
async function recognise(path: string): Promise<FormatName> {
  const claimed = formatOf(path);
  const magic = await sniff(path);
  if (magic.kind === 'other') {
    throw new DamagedFileError({ path, offset: 0, expected: 'vectors', got: magic.what, mend: magic.mend });
  }
  if (magic.kind === 'unknown') {
    if (claimed) return claimed;
    throw new UsageError(
      `expected ${path} to be one of ${EXTENSIONS.join(', ')}; neither name nor content says which. Rename it.`,
    );
  }
  if (claimed && claimed !== magic.format) {
    const mend = `Rename it to ${FORMATS[magic.format].extensions[0]}.`;
    throw new DamagedFileError({
      path,
      offset: 0,
      expected: `a ${claimed} file`,
      got: `a ${magic.format} file`,
      mend,
    });
  }
  return magic.format;
}

/**
 * Opens a file of vectors of any known format, reading blocks of it only when asked. `file#name` names a dataset of an
 * HDF5 file, columns of a Parquet or CSV file (`file#a,b,c`), or a name in a JSON document.
 * @throws UsageError or DataError saying in one line what is wrong with the file, at which byte, and how to mend it.
 */
export async function openVectorFile(name: string, access: Access = 'any'): Promise<VectorSource> {
  const { path, member } = await splitMember(name);
  const format = await recognise(path);
  if (member !== undefined && !WITH_MEMBERS.includes(format)) {
    throw new UsageError(
      `expected nothing behind ${path}, as a ${format} file holds one array; got "#${member}".`,
    );
  }
  if (isInOrder(format) && access === 'any') {
    throw new UsageError(
      `expected ${path} in a format whose rows are found without reading all of it; got ${format}. ` +
        `Convert it first: mls datasets convert ${name} ${basename(path, extname(path))}.npy`,
    );
  }
  return (await loadFormat(format)).open(path, member);
}

/**
 * Writes all of `source`, block by block, in the format the extension (or `format`) names. The file appears at once when
 * it is complete, replacing any before it.
 */
export async function writeVectorFile(
  path: string,
  source: VectorSource,
  format?: FormatName,
): Promise<void> {
  const name = format ?? formatOf(path);
  const writable = name && (await loadFormat(name));
  if (!writable?.write) {
    throw new UsageError(
      `expected a format that can be written: .npy, .fvecs, .fbin, .bvecs, .ivecs, .u8bin, .i8bin, .hdf5 or .csv; got "${path}".`,
    );
  }
  const { write } = writable;
  await replaceFile(path, (temporary) => write(temporary, source));
}
