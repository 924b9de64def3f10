/** Refuses a read that its caller should never have asked for. */
export function checkRegion(n: number, d: number, start: number, count: number, intoLength: number): void {
  if (!Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 0 || start + count > n) {
    throw new RangeError(`rows ${start} to ${start + count} lie outside the ${n} there are`);
  }
  if (intoLength < count * d) {
    throw new RangeError(`${count} rows of ${d} do not fit into ${intoLength} numbers`);
  }
}
