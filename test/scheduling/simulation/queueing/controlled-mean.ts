/**
 * The mean of what is simulated, less the chance that is known of: beside each value a control is given whose true mean is
 * 0, and the mean is corrected by as much of it as makes means over stretches of the run vary least.
 */
export class ControlledMean {
  readonly #values: number[] = [];
  readonly #controls: number[] = [];
  #value = 0;
  #control = 0;
  #count = 0;

  constructor(readonly stretch: number) {}

  add(value: number, control: number): void {
    this.#value += value;
    this.#control += control;
    if (++this.#count < this.stretch) return;
    this.#values.push(this.#value / this.stretch);
    this.#controls.push(this.#control / this.stretch);
    this.#value = 0;
    this.#control = 0;
    this.#count = 0;
  }

  /** Of the stretches that are full. */
  mean(): number {
    const value = meanOf(this.#values);
    const control = meanOf(this.#controls);
    let together = 0;
    let alone = 0;
    for (const [i, one] of this.#controls.entries()) {
      together += (one - control) * ((this.#values[i] ?? 0) - value);
      alone += (one - control) ** 2;
    }
    return value - (together / alone) * control;
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
