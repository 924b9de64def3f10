/** How long a model takes for a batch: the longest of the last measurements, the first of which is its profile's. */
export class LatencyEstimate {
  readonly #measuredMs: number[];
  readonly #kept: number;
  #next = 0;
  ms: number;

  constructor(profileMs: number, kept: number) {
    this.#measuredMs = [profileMs];
    this.#kept = kept;
    this.ms = profileMs;
  }

  measured(ms: number): void {
    this.#next = (this.#next + 1) % this.#kept;
    this.#measuredMs[this.#next] = ms;
    this.ms = Math.max(...this.#measuredMs);
  }
}
