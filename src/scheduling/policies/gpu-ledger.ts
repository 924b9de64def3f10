import type { Batch, Request } from '../policy.js';

interface Sent<W> {
  readonly work: W;
  /** It cannot begin before, for it is not there. */
  readonly readyMs: number;
  readonly expectedMs: number;
}

/** What a policy believes of a GPU: what it was sent and has not ended, and when it will be through with it. */
export class GpuLedger<W = Batch<Request>> {
  readonly #sent: Sent<W>[] = [];
  #freeMs = 0;
  #endedMs = 0;
  isUp = true;

  constructor(readonly gpu: number) {}

  get outstanding(): number {
    return this.#sent.length;
  }

  /** What it runs, or will as soon as it is there. */
  get running(): W | undefined {
    return this.#sent[0]?.work;
  }

  /** When it could begin with more. What takes longer than expected is believed to end any moment. */
  freeAtMs(nowMs: number): number {
    return this.#sent.length === 0 ? nowMs : Math.max(nowMs, this.#freeMs);
  }

  sent(work: W, nowMs: number, readyMs: number, expectedMs: number): void {
    this.#freeMs = Math.max(readyMs, this.freeAtMs(nowMs)) + expectedMs;
    this.#sent.push({ work, readyMs, expectedMs });
  }

  /** Whether something that was sent is of this kind. */
  hasSent(is: (work: W) => boolean): boolean {
    return this.#sent.some(({ work }) => is(work));
  }

  /** Work that is finished or lost. @returns how long it ran, if the GPU had been sent it and not been let off it since */
  ended(work: W, endedMs: number): number | undefined {
    const at = this.#sent.findIndex((one) => one.work === work);
    const [gone] = at < 0 ? [] : this.#sent.splice(at, 1);
    if (gone === undefined) return undefined;
    const ranMs = endedMs - Math.max(gone.readyMs, this.#endedMs);
    this.#endedMs = endedMs;
    this.#freeMs = endedMs;
    for (const { readyMs, expectedMs } of this.#sent)
      this.#freeMs = Math.max(this.#freeMs, readyMs) + expectedMs;
    return ranMs;
  }

  /** It was told to stop, or failed. */
  clear(): void {
    this.#sent.length = 0;
  }
}
