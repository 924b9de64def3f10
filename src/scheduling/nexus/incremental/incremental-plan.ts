import type { PackingPlan } from '../packing-plan.js';
import type { Session } from '../session.js';
import { growLoad, shrinkLoad } from './adjust-load.js';
import { type Overheads, RELEASED_OVERHEADS } from './instance.js';
import { type Offer, ReleasedGpu } from './released-gpu.js';

/** A rate below is none, to the released code. */
const NO_RATE = 1e-3;
/** Work beyond so much of its cycle makes a GPU give instances away. */
const OVERLOAD = 1.05;
/** A session that needs less than this of what it has gives the rest back. */
const RELEASE = 0.97;

/**
 * Packing as the released code of Nexus does it (scheduler/scheduler.cpp): the highest rates first, each onto one GPU after
 * another, and from epoch to epoch only what has changed. It counts on what a batch that was rounded up could take: where a
 * smaller batch has the higher throughput, a session may be given a few percent less than its rate.
 */
export class IncrementalPlan {
  readonly #gpus: ReleasedGpu[] = [];
  readonly #unassigned: number[];

  /** @param mostGpus infinite for as many as it takes */
  constructor(
    readonly sessions: readonly Session[],
    readonly mostGpus: number,
    readonly overheads: Overheads = RELEASED_OVERHEADS,
  ) {
    this.#unassigned = sessions.map(({ perSecond }) => perSecond);
    this.#allocate();
  }

  /** Of each session, what no GPU takes. */
  get unassignedPerSecond(): readonly number[] {
    return this.#unassigned;
  }

  /** What the GPUs that run a session could take of it (`TotalThroughput`). */
  throughputOf(index: number): number {
    return this.#gpus.reduce((sum, gpu) => sum + (gpu.instanceOf(index)?.perSecond ?? 0), 0);
  }

  /** `EpochSchedule`: shrinks and grows what runs to the estimated rates, a second, of all sessions. */
  epoch(estimates: readonly number[]): void {
    const overloaded = new Set<ReleasedGpu>();
    for (const [index] of this.sessions.entries()) {
      const estimate = Math.max(estimates[index] ?? 0, 0.1);
      const throughput = this.throughputOf(index);
      const running = this.#gpus
        .filter((gpu) => gpu.instanceOf(index) !== undefined)
        .sort(
          (one, other) => (other.instanceOf(index)?.perSecond ?? 0) - (one.instanceOf(index)?.perSecond ?? 0),
        );
      this.#unassigned[index] = Math.max(0, estimate - throughput);
      if (estimate < throughput * RELEASE) {
        shrinkLoad(running, index, estimate);
      } else if (estimate > throughput) {
        const left = growLoad(running, index, estimate);
        this.#unassigned[index] = left > NO_RATE ? left : 0;
        for (const gpu of running) if (gpu.isOverloaded && gpu.occupancy > OVERLOAD) overloaded.add(gpu);
      }
    }
    for (const gpu of overloaded) {
      for (const { index, workloadPerSecond } of gpu.spill()) {
        this.#unassigned[index] = (this.#unassigned[index] ?? 0) + workloadPerSecond;
      }
    }
    this.#allocate();
  }

  /** GPUs that run nothing are left out. */
  plan(): PackingPlan {
    return this.#gpus
      .filter(({ instances }) => instances.length > 0)
      .map(({ dutyMs, instances }) => ({
        dutyCycleMs: dutyMs,
        sessions: instances.map(({ index, session, batch, workMs, workloadPerSecond }) => ({
          ...{ index, session, batch, workMs, perSecond: workloadPerSecond },
        })),
      }));
  }

  /** `AllocateUnassignedWorkloads`. */
  #allocate(): void {
    const order = [...this.sessions.keys()]
      .filter((index) => (this.#unassigned[index] ?? 0) > NO_RATE)
      .sort((one, other) => (this.#unassigned[other] ?? 0) - (this.#unassigned[one] ?? 0));
    for (const index of order) {
      const session = this.sessions[index];
      let left = this.#unassigned[index] ?? 0;
      while (session !== undefined && left > NO_RATE) {
        const best = this.#bestGpu(session, index, left);
        if (best === undefined) break;
        left -= best.instance.perSecond;
        if (!this.#gpus.includes(best.gpu)) this.#gpus.push(best.gpu);
        best.gpu.load(best.instance);
      }
      this.#unassigned[index] = left > NO_RATE ? left : 0;
    }
  }

  /** `FindBestBackend`: where none can take all, the one that takes most; otherwise the one that it fills most. */
  #bestGpu(session: Session, index: number, perSecond: number): (Offer & { gpu: ReleasedGpu }) | undefined {
    const spare = this.#gpus.length < this.mostGpus ? [new ReleasedGpu(this.overheads)] : [];
    let fastest: (Offer & { gpu: ReleasedGpu }) | undefined;
    let fullest: (Offer & { gpu: ReleasedGpu }) | undefined;
    for (const gpu of [...this.#gpus, ...spare]) {
      const offer = gpu.offer(session, index, perSecond);
      if (offer === undefined) continue;
      if (fastest === undefined || offer.instance.perSecond > fastest.instance.perSecond)
        fastest = { ...offer, gpu };
      if (fullest === undefined || offer.occupancy > fullest.occupancy) fullest = { ...offer, gpu };
    }
    return fastest !== undefined && fastest.instance.perSecond < perSecond ? fastest : fullest;
  }
}
