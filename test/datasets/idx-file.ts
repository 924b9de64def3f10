/** An IDX file of unsigned bytes, or of whatever type `type` says. */
export function idxFile(sizes: readonly number[], values: Iterable<number>, type = 0x08): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, type, sizes.length]);
  sizes.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i);
  });
  return Buffer.concat([header, Uint8Array.from(values)]);
}
