import type { Batch, Request } from '../../policy.js';
import { GpuLedger } from '../gpu-ledger.js';

/** The GPUs, from which a candidate takes the first that is free when it is to run, so that those behind stay idle. */
export class GpuPool<R extends Request> {
  readonly #gpus: readonly GpuLedger<Batch<R>>[];

  /** `leadMs`: how long before a GPU is free its next batch is sent, so that it is there then. */
  constructor(
    gpus: number,
    readonly leadMs: number,
  ) {
    this.#gpus = Array.from({ length: gpus }, (_, gpu) => new GpuLedger<Batch<R>>(gpu));
  }

  of(gpu: number): GpuLedger<Batch<R>> {
    const ledger = this.#gpus[gpu];
    if (ledger === undefined) throw new RangeError(`there is no GPU ${gpu}`);
    return ledger;
  }

  /** Free, or so soon that what is sent now comes when it is. One batch at most waits behind another. */
  isWithinReach(gpu: number, nowMs: number): boolean {
    const ledger = this.of(gpu);
    if (!ledger.isUp) return false;
    if (ledger.outstanding === 0) return true;
    return this.leadMs > 0 && ledger.outstanding === 1 && ledger.freeAtMs(nowMs) - this.leadMs <= nowMs;
  }

  /** The lowest number that is free at `execAtMs`, or else the one that is free first, if before `invalidAfterMs`. */
  choose(nowMs: number, execAtMs: number, invalidAfterMs: number): GpuLedger<Batch<R>> | undefined {
    let soonest: GpuLedger<Batch<R>> | undefined;
    for (const ledger of this.#gpus) {
      if (!this.isWithinReach(ledger.gpu, nowMs)) continue;
      const freeMs = ledger.freeAtMs(nowMs);
      if (freeMs <= execAtMs) return ledger;
      if (freeMs <= invalidAfterMs && freeMs < (soonest?.freeAtMs(nowMs) ?? Number.POSITIVE_INFINITY))
        soonest = ledger;
    }
    return soonest;
  }
}
