/** How often GPUs and clients report to Nexus's scheduler, and how long an epoch is at least (its config.h). */
const BEACON_MS = 2000;
const EPOCH_MS = 10_000;
const BEACONS = EPOCH_MS / BEACON_MS;

/** A rate so far below or above what was planned calls for a new plan (`BeaconCheck` of the released code). */
const TOO_LOW = 0.8;
const TOO_HIGH = 1.1;

/**
 * Arrivals of each model over the last epoch, in beacons. Beacons need no timer: the first event after one is soon enough
 * to act on it, and where nothing happens nothing is to be done.
 */
export class MeasuredRates {
  readonly #counts: Uint32Array[];
  #beacon = 0;
  /** The first that is whole. */
  #firstBeacon: number | undefined;
  #judgedBeacon = 0;
  #plannedBeacon = 0;

  constructor(models: number) {
    this.#counts = Array.from({ length: models }, () => new Uint32Array(BEACONS + 1));
  }

  arrived(model: number, nowMs: number): void {
    this.#goOn(nowMs);
    this.#firstBeacon ??= Math.ceil(nowMs / BEACON_MS);
    const counts = this.#counts[model];
    const bin = this.#beacon % (BEACONS + 1);
    if (counts !== undefined) counts[bin] = (counts[bin] ?? 0) + 1;
  }

  /** The rates to plan for, a second, when an epoch is over and they are not those that were planned. */
  toPlan(planned: readonly number[], nowMs: number): number[] | undefined {
    this.#goOn(nowMs);
    if (this.#beacon === this.#judgedBeacon) return undefined;
    this.#judgedBeacon = this.#beacon;
    const isFull = this.#firstBeacon !== undefined && this.#beacon - this.#firstBeacon >= BEACONS;
    if (!isFull || this.#beacon - this.#plannedBeacon < BEACONS) return undefined;
    const rates = this.#counts.map((counts) => this.#perSecond(counts));
    const isOff = rates.some(
      (rate, i) => rate < TOO_LOW * (planned[i] ?? 0) || rate > TOO_HIGH * (planned[i] ?? 0),
    );
    if (!isOff) return undefined;
    this.#plannedBeacon = this.#beacon;
    return rates;
  }

  /** Over the beacons that are over. */
  #perSecond(counts: Uint32Array): number {
    const sum =
      counts.reduce((before, count) => before + count, 0) - (counts[this.#beacon % (BEACONS + 1)] ?? 0);
    return sum / (EPOCH_MS / 1000);
  }

  #goOn(nowMs: number): void {
    const beacon = Math.floor(nowMs / BEACON_MS);
    for (let next = Math.max(this.#beacon + 1, beacon - BEACONS); next <= beacon; next++) {
      for (const counts of this.#counts) counts[next % (BEACONS + 1)] = 0;
    }
    this.#beacon = Math.max(this.#beacon, beacon);
  }
}
