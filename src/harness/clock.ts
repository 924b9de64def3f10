/** Time, as the harness reads it; tests give one that moves by hand. */
export interface Clock {
  /** Milliseconds from some fixed point, never going back. */
  now(): number;
}

export const systemClock: Clock = { now: () => performance.now() };
