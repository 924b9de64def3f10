import { DamagedFileError } from './damage.js';
import { DataFile } from './data-file.js';
import { ELEMENTS, type Element, elementBytes, isElement } from './elements.js';
import { FixedRows } from './fixed-rows.js';
import { encodeNpyHeader, type NpyHeader, readNpyHeader } from './npy-header.js';
import type { VectorFormat } from './vector-format.js';
import { writeBlocks } from './write-blocks.js';

/** Big-endian files are read: their head says so, so that nothing is guessed. */
function elementOf(path: string, { descr, offset }: NpyHeader): { element: Element; bigEndian: boolean } {
  const [order, name] = [descr.slice(0, 1), descr.slice(1)];
  if ('<>|='.includes(order) && isElement(name)) return { element: name, bigEndian: order === '>' };
  throw new DamagedFileError({
    path,
    offset,
    expected: `numbers of type ${ELEMENTS.join(', ')}`,
    got: descr === '|O' ? 'Python objects' : descr,
    mend: "Convert it: numpy.save(path, array.astype('f4')).",
  });
}

function shapeOf(path: string, header: NpyHeader): { n: number; d: number } {
  const [n, d] = header.shape;
  const refuse = (got: string, mend: string) =>
    new DamagedFileError({
      path,
      offset: header.offset,
      expected: 'an array of two dimensions, rows first',
      got,
      mend,
    });
  if (n === undefined) throw refuse('a single number', 'Save an array of vectors.');
  if (d === undefined)
    throw refuse(`one of shape (${n},)`, 'Save array.reshape(1, -1) for one vector, or stack the vectors.');
  if (header.shape.length > 2) {
    throw refuse(`one of shape (${header.shape.join(', ')})`, `Save array.reshape(${n}, -1).`);
  }
  if (n === 0 || d === 0)
    throw refuse(`one of shape (${n}, ${d}), which holds nothing`, 'Save at least one vector.');
  if (header.fortranOrder) {
    throw refuse('columns first (Fortran order)', 'Save numpy.ascontiguousarray(array).');
  }
  return { n, d };
}

export async function openNpy(path: string): Promise<FixedRows> {
  const file = await DataFile.open(path);
  try {
    const header = await readNpyHeader(file);
    const { element, bigEndian } = elementOf(path, header);
    const { n, d } = shapeOf(path, header);
    const wanted = header.dataOffset + n * d * elementBytes(element);
    if (wanted !== file.size) {
      throw new DamagedFileError({
        path,
        offset: Math.min(wanted, file.size),
        expected: `${wanted} bytes in all (${n} x ${d} of ${element} after a header of ${header.dataOffset})`,
        got: String(file.size),
        mend:
          wanted > file.size
            ? 'The file is truncated: write or fetch it again.'
            : 'It holds more than one array: save each to its own file.',
      });
    }
    return new FixedRows(await file.identity('npy', n, d), file, {
      n,
      d,
      element,
      bigEndian,
      offset: header.dataOffset,
      prefixed: false,
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** NumPy's `.npy`, versions 1 to 3, two dimensions in C order. Written as float32. */
export const format: VectorFormat = {
  open: (path) => openNpy(path),
  write: (path, source) =>
    writeBlocks(path, source, {
      head: encodeNpyHeader,
      block: (rows) => new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength),
    }),
};
