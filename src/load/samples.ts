/** What one process measured, a row per request whose turn came, in that order. Times in milliseconds. */
export interface Samples {
  /** Which arrival of the whole plan it was. */
  readonly index: Uint32Array;
  /** When it was meant to leave, from the start of the plan. */
  readonly intendedMs: Float64Array;
  /** When the generator came to it. */
  readonly turnMs: Float64Array;
  /** When it was handed to its connection: later only where connections are limited; NaN where it never was. */
  readonly sentMs: Float64Array;
  /** When the first part of the answer's content came; NaN where none did. */
  readonly firstMs: Float64Array;
  /** When it ended, in whatever way. */
  readonly endMs: Float64Array;
  /** HTTP status, 0 where none came. */
  readonly status: Uint16Array;
  /** Codes of `OUTCOME_CODE`. */
  readonly outcome: Uint8Array;
  /** Tokens of a streamed answer; 0 of any other. */
  readonly tokens: Uint32Array;
}

/** Room for `length` requests. */
export function samplesOf(length: number): Samples {
  return {
    index: new Uint32Array(length),
    intendedMs: new Float64Array(length),
    turnMs: new Float64Array(length),
    sentMs: new Float64Array(length),
    firstMs: new Float64Array(length),
    endMs: new Float64Array(length),
    status: new Uint16Array(length),
    outcome: new Uint8Array(length),
    tokens: new Uint32Array(length),
  };
}

export function copySamples(from: Samples, to: Samples, at: number): void {
  to.index.set(from.index, at);
  to.intendedMs.set(from.intendedMs, at);
  to.turnMs.set(from.turnMs, at);
  to.sentMs.set(from.sentMs, at);
  to.firstMs.set(from.firstMs, at);
  to.endMs.set(from.endMs, at);
  to.status.set(from.status, at);
  to.outcome.set(from.outcome, at);
  to.tokens.set(from.tokens, at);
}

export function firstSamples(samples: Samples, length: number): Samples {
  return {
    index: samples.index.slice(0, length),
    intendedMs: samples.intendedMs.slice(0, length),
    turnMs: samples.turnMs.slice(0, length),
    sentMs: samples.sentMs.slice(0, length),
    firstMs: samples.firstMs.slice(0, length),
    endMs: samples.endMs.slice(0, length),
    status: samples.status.slice(0, length),
    outcome: samples.outcome.slice(0, length),
    tokens: samples.tokens.slice(0, length),
  };
}

/** The samples of several processes as one. */
export function joinSamples(parts: readonly Samples[]): Samples {
  const all = samplesOf(parts.reduce((sum, { index }) => sum + index.length, 0));
  let at = 0;
  for (const part of parts) {
    copySamples(part, all, at);
    at += part.index.length;
  }
  return all;
}
