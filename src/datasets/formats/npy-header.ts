import { DamagedFileError } from './damage.js';
import type { DataFile } from './data-file.js';

const NPY_MAGIC = Buffer.from('\x93NUMPY', 'latin1');
/** Headers are a line; NumPy itself warns at 10,000 bytes. */
const MOST_HEADER_BYTES = 2 ** 20;

/** What the dictionary at the head of a `.npy` file says. */
export interface NpyHeader {
  /** Such as `<f4`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the dictionary begins. */
  readonly offset: number;
  /** Where the numbers begin. */
  readonly dataOffset: number;
}

/** Reads versions 1, 2 and 3 of NEP 1 (https://numpy.org/neps/nep-0001-npy-format.html). */
export async function readNpyHeader(file: DataFile): Promise<NpyHeader> {
  const { path } = file;
  const damaged = (offset: number, expected: string, got: string) =>
    new DamagedFileError({ path, offset, expected, got, mend: 'Write it again with numpy.save.' });

  const head = await file.bytes(0, 12);
  if (!head.subarray(0, 6).equals(NPY_MAGIC)) {
    throw damaged(0, 'the mark of a .npy file, \\x93NUMPY', JSON.stringify(head.toString('latin1', 0, 6)));
  }
  const version = head[6] ?? 0;
  if (version < 1 || version > 3) throw damaged(6, 'version 1, 2 or 3', `version ${version}`);
  const lengthBytes = version === 1 ? 2 : 4;
  const start = 8 + lengthBytes;
  if (head.length < start) throw damaged(8, 'the length of the header', 'the end of the file');
  const length = head.readUIntLE(8, lengthBytes);
  if (length > MOST_HEADER_BYTES || start + length > file.size) {
    throw damaged(8, `a header within the file of ${file.size} bytes`, `a header of ${length} bytes`);
  }
  const text = (await file.bytes(start, length)).toString(version === 3 ? 'utf8' : 'latin1').trim();

  const descr = /'descr':\s*('[^']*'|\[.*?\])\s*,\s*'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    throw damaged(
      start,
      "a dictionary of 'descr', 'fortran_order' and 'shape'",
      JSON.stringify(text.slice(0, 80)),
    );
  }
  return {
    descr: descr.replace(/^'|'$/g, ''),
    fortranOrder: order === 'True',
    shape: shape.split(',').flatMap((word) => (word.trim() === '' ? [] : [Number(word)])),
    offset: start,
    dataOffset: start + length,
  };
}

/** The head of a version 1 file of C-ordered float32. */
export function encodeNpyHeader(n: number, d: number): Uint8Array {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${n}, ${d}), }`;
  const total = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const head = Buffer.alloc(total, ' ');
  NPY_MAGIC.copy(head);
  head.writeUInt8(1, 6);
  head.writeUInt8(0, 7);
  head.writeUInt16LE(total - 10, 8);
  head.write(dictionary, 10, 'latin1');
  head.write('\n', total - 1, 'latin1');
  return head;
}
