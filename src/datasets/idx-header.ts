const UNSIGNED_BYTE = 0x08;

/** The head of an IDX file of unsigned bytes with dimensions of these sizes, the first of which counts the rows. */
export function encodeIdxHeader(sizes: readonly number[]): Uint8Array {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.writeUInt8(UNSIGNED_BYTE, 2);
  head.writeUInt8(sizes.length, 3);
  for (const [i, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * i);
  return head;
}
