import { widenHalves } from './kernels/half.js';

/** Number types vectors are stored as, named as in NumPy. */
export const ELEMENTS = ['f2', 'f4', 'f8', 'i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8'] as const;
export type Element = (typeof ELEMENTS)[number];

export function isElement(name: string): name is Element {
  return (ELEMENTS as readonly string[]).includes(name);
}

export function elementBytes(element: Element): number {
  return Number(element.slice(1));
}

const VIEWS = {
  f4: Float32Array,
  f8: Float64Array,
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
} as const;

/**
 * Converts `count` little-endian numbers that start at `offset` of `bytes`, an offset that their size divides.
 * Numbers that `into` cannot hold exactly are rounded.
 */
export function decode(
  element: Element,
  bytes: ArrayBuffer,
  offset: number,
  count: number,
  into: Float32Array | Int32Array,
): void {
  switch (element) {
    case 'f2':
      widenHalves(new Uint16Array(bytes, offset, count), into);
      return;
    case 'i8':
    case 'u8': {
      const values = new (element === 'i8' ? BigInt64Array : BigUint64Array)(bytes, offset, count);
      for (let i = 0; i < count; i++) into[i] = Number(values[i]);
      return;
    }
    default:
      into.set(new VIEWS[element](bytes, offset, count));
  }
}

/** Turns big-endian numbers into little-endian ones, in place. */
export function swapBytes(element: Element, bytes: Buffer): void {
  if (elementBytes(element) === 2) bytes.swap16();
  if (elementBytes(element) === 4) bytes.swap32();
  if (elementBytes(element) === 8) bytes.swap64();
}
