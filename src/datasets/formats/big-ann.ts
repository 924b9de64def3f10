import { DamagedFileError } from './damage.js';
import { DataFile } from './data-file.js';
import { type Element, elementBytes } from './elements.js';
import { FixedRows } from './fixed-rows.js';
import { MOST_DIMENSIONS } from './texmex.js';

const HEAD_BYTES = 8;

interface BigAnnHead {
  readonly n: number;
  readonly d: number;
}

/** Reads and believes nothing of the head that the size of the file does not bear out. */
async function readBigAnnHead(file: DataFile, name: string, bytesPerNumber: number): Promise<BigAnnHead> {
  const { path, size } = file;
  const head = await file.bytes(0, HEAD_BYTES);
  if (head.length < HEAD_BYTES) {
    throw new DamagedFileError({
      path,
      offset: 0,
      expected: 'the number of rows and the dimension, 8 bytes',
      got: `${head.length} bytes`,
      mend: 'The file is truncated: fetch it again.',
    });
  }
  const [n, d] = [head.readUInt32LE(0), head.readUInt32LE(4)];
  const [swappedN, swappedD] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (n === 0 || d === 0 || d > MOST_DIMENSIONS) {
    const fits = HEAD_BYTES + swappedN * swappedD * bytesPerNumber === size;
    throw new DamagedFileError({
      path,
      offset: 0,
      expected: `rows and dimension of a ${name} file, little-endian and at least 1 (dimension at most ${MOST_DIMENSIONS})`,
      got: fits ? `${n} x ${d}, which is ${swappedN} x ${swappedD} in big-endian order` : `${n} x ${d}`,
      mend: fits
        ? 'Write the file again in little-endian order.'
        : 'It is another format or damaged: check the extension, or fetch it again.',
    });
  }
  const wanted = HEAD_BYTES + n * d * bytesPerNumber;
  if (wanted !== size) {
    throw new DamagedFileError({
      path,
      offset: Math.min(wanted, size),
      expected: `${wanted} bytes in all (${n} x ${d} numbers of ${bytesPerNumber} bytes)`,
      got: `${size}`,
      mend:
        wanted > size
          ? 'Truncated, or another number type: fetch it again.'
          : `Cut it to ${wanted} bytes, or check the number type.`,
    });
  }
  return { n, d };
}

/** Opens a file of the big-ann-benchmarks family: rows and dimension as u32, then all numbers. */
export async function openBigAnn(path: string, name: string, element: Element): Promise<FixedRows> {
  const file = await DataFile.open(path);
  try {
    const { n, d } = await readBigAnnHead(file, name, elementBytes(element));
    return new FixedRows(await file.identity(name, n, d), file, {
      n,
      d,
      element,
      offset: HEAD_BYTES,
      prefixed: false,
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

export function bigAnnHead(n: number, d: number): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(n, 0);
  head.writeUInt32LE(d, 4);
  return head;
}
