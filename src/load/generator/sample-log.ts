import { OUTCOME_CODE, type Outcome } from '../outcome.js';
import { copySamples, firstSamples, type Samples, samplesOf } from '../samples.js';

export interface Ending {
  readonly outcome: Outcome;
  readonly endMs: number;
  readonly firstMs: number;
  readonly status: number;
  readonly tokens: number;
}

/** Keeps a row per request in typed arrays: an object each would give the collector millions to look at. */
export class SampleLog {
  #samples: Samples;
  #length = 0;

  /** @param expected requests; more are kept too */
  constructor(expected: number) {
    this.#samples = samplesOf(Math.max(1024, expected));
  }

  get length(): number {
    return this.#length;
  }

  /** Notes that the turn of a request came; returns its row. */
  begin(index: number, intendedMs: number, turnMs: number): number {
    if (this.#length === this.#samples.index.length) this.#grow();
    const row = this.#length++;
    this.#samples.index[row] = index;
    this.#samples.intendedMs[row] = intendedMs;
    this.#samples.turnMs[row] = turnMs;
    this.#samples.sentMs[row] = Number.NaN;
    this.#samples.outcome[row] = OUTCOME_CODE.unfinished;
    this.#samples.endMs[row] = Number.NaN;
    this.#samples.firstMs[row] = Number.NaN;
    return row;
  }

  sent(row: number, sentMs: number): void {
    this.#samples.sentMs[row] = sentMs;
  }

  ended(row: number, { outcome, endMs, firstMs, status, tokens }: Ending): void {
    this.#samples.outcome[row] = OUTCOME_CODE[outcome];
    this.#samples.endMs[row] = endMs;
    this.#samples.firstMs[row] = firstMs;
    this.#samples.status[row] = status;
    this.#samples.tokens[row] = tokens;
  }

  /** Milliseconds from when a request was meant to leave to its end. */
  latencyMs(row: number): number {
    return (this.#samples.endMs[row] ?? Number.NaN) - this.intendedMs(row);
  }

  intendedMs(row: number): number {
    return this.#samples.intendedMs[row] ?? Number.NaN;
  }

  taken(): Samples {
    return firstSamples(this.#samples, this.#length);
  }

  #grow(): void {
    const larger = samplesOf(2 * this.#length);
    copySamples(this.#samples, larger, 0);
    this.#samples = larger;
  }
}
