/** Maps positive values to whole steps 0..`steps` evenly on a logarithmic axis. */
export interface LogScale {
  readonly steps: number;
  /** Position in steps, not rounded. */
  at(value: number): number;
}

/** A scale over `low..high`; all values alike lie in its middle. */
export function logScale(low: number, high: number, steps: number): LogScale {
  const from = Math.log10(low);
  const span = Math.log10(high) - from;
  return { steps, at: (value) => (span === 0 ? steps / 2 : ((Math.log10(value) - from) / span) * steps) };
}

/**
 * Round numbers within `low..high` to label an axis with: powers of ten, and where they would be fewer than three,
 * also twice and five times as much.
 */
export function logTicks(low: number, high: number): number[] {
  const decades = ticksOf([1], low, high);
  return decades.length >= 3 ? decades : ticksOf([1, 2, 5], low, high);
}

function ticksOf(mantissas: readonly number[], low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const mantissa of mantissas) {
      // As a literal: powers of ten below one are not exact as products.
      const tick = Number(`${mantissa}e${power}`);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
