/** Maps values to steps 0..`steps` evenly. */
export interface LinearScale {
  readonly steps: number;
  /** Position in steps, not rounded. */
  at(value: number): number;
}

/** A scale over `low..high`; all values alike lie in its middle. */
export function linearScale(low: number, high: number, steps: number): LinearScale {
  const span = high - low;
  return { steps, at: (value) => (span === 0 ? steps / 2 : ((value - low) / span) * steps) };
}

/** About `count` round numbers, 1, 2 or 5 times a power of ten apart, within `low..high`. */
export function linearTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const power = Math.floor(Math.log10((high - low) / count));
  const steps = [1, 2, 5, 10].map((mantissa) => Number(`${mantissa}e${power}`));
  const step = steps.find((candidate) => (high - low) / candidate <= count) ?? (steps.at(-1) as number);
  const ticks: number[] = [];
  // A quotient may round to just beside the whole number it is.
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  for (let i = first; i <= last; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
