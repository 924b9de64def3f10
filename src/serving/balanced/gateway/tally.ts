/** What a gateway counts: plain numbers, since a request may cost little. Metrics are made of them when asked for. */
export class Tally {
  inFlight = 0;
  /** Requests sent a second time, after the worker that had them failed. */
  retries = 0;
  /** Requests that a worker refused and another was given. */
  passedOn = 0;
  /** Answers that broke off after a part of them was sent. */
  brokenOff = 0;
  readonly byStatus = new Map<number, number>();

  count(status: number): void {
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
  }
}
