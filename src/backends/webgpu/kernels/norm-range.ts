/** Between which lengths the rows of a block lie, as bounds that hold whatever float32 did to the squares. */
export interface NormRange {
  /** At least the length of the longest row; infinite where squares left the range of float32. */
  readonly longest: number;
  /** At most the length of the shortest row that is not zero; 0 where squares left the range of float32. */
  readonly shortest: number;
}

/** Squares below this may have lost terms to underflow, and above that overflow. */
const SMALLEST_SQUARE = 2 ** -90;
const LARGEST_SQUARE = 2 ** 120;

/** The squares are float32 sums of `d` terms, which err by far less than half as long as d is below 2^21. */
export function normRange(data: Float32Array, d: number, squares: Float32Array): NormRange {
  let longest = 0;
  let shortest = Number.POSITIVE_INFINITY;
  const slack = 1 + 2 * (d + 8) * 2 ** -23;
  for (let row = 0; row < squares.length; row++) {
    const square = squares[row];
    if (!(square <= LARGEST_SQUARE)) return { longest: Number.POSITIVE_INFINITY, shortest: 0 };
    if (square > longest) longest = square;
    if (square < SMALLEST_SQUARE) {
      if (!isZero(data, row * d, d)) shortest = 0;
    } else if (square < shortest) {
      shortest = square;
    }
  }
  return { longest: Math.sqrt(longest * slack + d * 2 ** -126), shortest: Math.sqrt(shortest / slack) };
}

function isZero(data: Float32Array, start: number, d: number): boolean {
  for (let j = start; j < start + d; j++) if (data[j] !== 0) return false;
  return true;
}
