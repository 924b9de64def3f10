import type { SchedulerEvent } from '../policy.js';

/** Which GPUs are up and have nothing to do. A GPU can fail, and come back, before it has said what became of its work. */
export class GpuStates {
  readonly #isUp: boolean[];
  readonly #pieces: number[];

  constructor(gpus: number) {
    this.#isUp = new Array(gpus).fill(true);
    this.#pieces = new Array(gpus).fill(0);
  }

  get up(): number {
    return this.#isUp.filter((isUp) => isUp).length;
  }

  isUp(gpu: number): boolean {
    return this.#isUp[gpu] === true;
  }

  isIdle(gpu: number): boolean {
    return this.isUp(gpu) && this.#pieces[gpu] === 0;
  }

  /** The idle one of the lowest number. */
  firstIdle(): number | undefined {
    const gpu = this.#pieces.findIndex((_, i) => this.isIdle(i));
    return gpu < 0 ? undefined : gpu;
  }

  sent(gpu: number): void {
    this.#pieces[gpu] = (this.#pieces[gpu] ?? 0) + 1;
  }

  /** Keeps what an event says of a GPU. */
  note(event: Pick<SchedulerEvent, 'type'> & { readonly gpu?: number | undefined }): void {
    const { type, gpu } = event;
    if (gpu === undefined) return;
    if (type === 'finished' || type === 'lost') this.#pieces[gpu] = (this.#pieces[gpu] ?? 0) - 1;
    if (type === 'down' || type === 'up') this.#isUp[gpu] = type === 'up';
  }
}
