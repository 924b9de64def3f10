/** Time that a test can make pass. */
export interface Clock {
  nowMs(): number;
  /** Calls `action` once, not before `ms` are over. @returns what calls it off */
  after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  after(ms, action) {
    // A timer may fire a little before its time by this clock: it is rounded up.
    const timer = setTimeout(action, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
};
