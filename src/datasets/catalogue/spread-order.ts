const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/**
 * An order of rows in which any number of them from any place on are spread evenly over all: place `p` takes row
 * `p * stride mod rows`, where `stride` is the first number from `rows` over the golden ratio on that has no divisor in
 * common with `rows` (Kronecker's sequence in whole numbers). It is for publications that are sorted, by frequency for
 * one, of which the first rows and the last are other data than the whole; and it takes no random numbers.
 * @returns the place of each row
 */
export function spreadOrder(rows: number): Int32Array {
  const places = new Int32Array(rows);
  const stride = strideOf(rows);
  for (let place = 0; place < rows; place++) places[(place * stride) % rows] = place;
  return places;
}

function strideOf(rows: number): number {
  let stride = Math.max(1, Math.floor(rows / GOLDEN_RATIO));
  while (greatestCommonDivisor(stride, rows) > 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
