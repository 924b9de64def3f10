let table: Float32Array | undefined;

/** Every IEEE 754 half-precision number, by its bits. */
function halves(): Float32Array {
  if (table) return table;
  table = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const exponent = (bits >>> 10) & 31;
    const fraction = bits & 1023;
    let value = (1024 + fraction) * 2 ** (exponent - 25);
    if (exponent === 0) value = fraction * 2 ** -24;
    if (exponent === 31) value = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    table[bits] = bits & 0x8000 ? -value : value;
  }
  return table;
}

/** Widens half-precision numbers, given as bits. */
export function widenHalves(bits: Uint16Array, into: Float32Array | Int32Array): void {
  const values = halves();
  for (let i = 0; i < bits.length; i++) into[i] = values[bits[i]];
}
