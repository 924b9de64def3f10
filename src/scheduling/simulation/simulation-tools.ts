/** What a long computation needs of whoever asked for it. */
export interface SimulationTools {
  readonly signal: AbortSignal;
  /** Told again and again how many arrivals of how many are over; lets the process draw and hear of Ctrl-C. */
  progress(done: number, total: number): Promise<void>;
}
