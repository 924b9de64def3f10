import { DamagedFileError } from './damage.js';
import { DataFile } from './data-file.js';
import { type Element, elementBytes } from './elements.js';
import { FixedRows } from './fixed-rows.js';

/** No embedding is this long; a header that says more is not one. */
export const MOST_DIMENSIONS = 2 ** 20;

/** The bytes at an offset say something no file of this format would. */
function headDamage(path: string, name: string, found: number, swapped: number): DamagedFileError {
  const bigEndian = swapped >= 1 && swapped <= MOST_DIMENSIONS;
  return new DamagedFileError({
    path,
    offset: 0,
    expected: `the dimension of a ${name} file, a little-endian integer from 1 to ${MOST_DIMENSIONS}`,
    got: bigEndian ? `${found}, which is ${swapped} in big-endian order` : String(found),
    mend: bigEndian
      ? 'Write the file again in little-endian order.'
      : 'It is another format or damaged: check the extension, or fetch it again.',
  });
}

/**
 * Opens a file of the TEXMEX family (http://corpus-texmex.irisa.fr): every row is its dimension as a little-endian 32-bit
 * integer and then its numbers.
 */
export async function openTexmex(path: string, name: string, element: Element): Promise<FixedRows> {
  const file = await DataFile.open(path);
  try {
    const head = await file.bytes(0, 4);
    if (head.length < 4) {
      throw new DamagedFileError({
        path,
        offset: 0,
        expected: 'a dimension of 4 bytes',
        got: `${head.length} bytes`,
        mend: 'The file is truncated: fetch it again.',
      });
    }
    const d = head.readInt32LE(0);
    if (d < 1 || d > MOST_DIMENSIONS) throw headDamage(path, name, d, head.readInt32BE(0));
    const rowBytes = 4 + d * elementBytes(element);
    const n = Math.floor(file.size / rowBytes);
    const over = file.size - n * rowBytes;
    if (over > 0) {
      throw new DamagedFileError({
        path,
        offset: n * rowBytes,
        expected: `rows of ${rowBytes} bytes (dimension ${d}) up to the end of the file`,
        got: `${n} whole rows and ${over} bytes more`,
        mend: `Truncated or ragged: fetch it again${n > 0 ? `, or cut it to ${n * rowBytes} bytes` : ''}.`,
      });
    }
    const rows = new FixedRows(await file.identity(name, n, d), file, {
      n,
      d,
      element,
      offset: 0,
      prefixed: true,
    });
    // A file of rows of different lengths may fit by chance: its last row seldom does.
    await rows.checkPrefixOf(n - 1);
    return rows;
  } catch (error) {
    await file.close();
    throw error;
  }
}
