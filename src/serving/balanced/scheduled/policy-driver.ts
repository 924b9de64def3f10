import type {
  Batch,
  Decisions,
  Policy,
  Request,
  Scheduler,
  SchedulerEvent,
  Setup,
} from '../../../scheduling/policy.js';
import { PolicyFault } from '../../../scheduling/simulation/policy-fault.js';
import type { Clock } from '../../batching/clock.js';
import { GpuOutbox } from './gpu-outbox.js';
import { KeyedTimers } from './keyed-timers.js';
import { KnownRequests } from './known-requests.js';

/** What a driver does by way of the world. None of them may call the driver before they have returned. */
export interface DriverHooks {
  /** Sends `requests`, those of `work` for which somebody waits, as one batch: `finished` or `lost` is to be told. */
  send(gpu: number, requests: readonly Request[], work: Batch): void;
  /** The policy refuses it. */
  dropped(request: Request): void;
  /** The policy decided what cannot be done, and decides no more. */
  faulted(fault: PolicyFault): void;
  /** It waits for a decision of a policy that decides no more. */
  abandoned(request: Request, fault: PolicyFault): void;
}

export interface DriverOptions extends DriverHooks {
  readonly policy: Policy;
  readonly setup: Setup;
  readonly clock: Clock;
  /** How late a timer may be for the delays of `setup` to make up for it. */
  readonly timerMs: number;
  /** How long a batch of so many is usually on its way to a GPU. */
  leadMs(requests: number): number;
}

/** An event without its time, which is when it is told. */
type Happening =
  | { readonly type: 'arrival' | 'left'; readonly request: Request }
  | { readonly type: 'finished' | 'lost'; readonly gpu: number; readonly work: Batch }
  | { readonly type: 'down' | 'up'; readonly gpu: number }
  | { readonly type: 'timer'; readonly key: number; readonly namedMs: number };

/**
 * Drives a policy in real time: tells it what happens, one thing after another, and does what it decides. Times are
 * milliseconds since the driver was made. What cannot be done is a fault of the policy.
 */
export class PolicyDriver {
  readonly #options: DriverOptions;
  readonly #startMs: number;
  readonly #scheduler: Scheduler;
  readonly #known = new KnownRequests();
  readonly #up: boolean[];
  readonly #timers: KeyedTimers;
  readonly #outbox: GpuOutbox<Batch>;
  readonly #happened: Happening[] = [];
  #isTelling = false;
  #nextId = 0;
  #lastMs = 0;
  #fault: PolicyFault | undefined;

  constructor(options: DriverOptions) {
    const { policy, setup, clock } = options;
    this.#options = options;
    this.#startMs = clock.nowMs();
    this.#up = Array.from({ length: setup.gpus }, () => true);
    this.#timers = new KeyedTimers(clock, ({ key, atMs }) => this.#tell(this.#timerOf(key, atMs)));
    this.#outbox = new GpuOutbox(setup.gpus, clock, (gpu, work) => this.#send(gpu, work));
    this.#scheduler = policy.start(setup);
  }

  /** Requests that wait for a decision. */
  get waiting(): number {
    return this.#known.waiting;
  }

  get fault(): PolicyFault | undefined {
    return this.#fault;
  }

  /** Since it was made. */
  nowMs(): number {
    return this.#options.clock.nowMs() - this.#startMs;
  }

  /** A request that is to be answered within `sloMs`. `known` is called with it before the policy is. */
  arrive(model: number, sloMs: number, known: (request: Request) => void): Request {
    const arrivalMs = this.nowMs();
    const request = { id: this.#nextId++, model, arrivalMs, deadlineMs: arrivalMs + sloMs };
    known(request);
    this.#tell({ type: 'arrival', request });
    return request;
  }

  /** Its client no longer waits. It is not sent any more; where it runs, its policy hears of it only if it is lost. */
  leave(request: Request): void {
    this.#tell({ type: 'left', request });
  }

  finished(gpu: number, work: Batch): void {
    this.#tell({ type: 'finished', gpu, work });
  }

  lost(gpu: number, work: Batch): void {
    this.#tell({ type: 'lost', gpu, work });
  }

  /** To be told before all that was sent there is told to be lost. */
  down(gpu: number): void {
    this.#tell({ type: 'down', gpu });
    for (const work of this.#outbox.takeBack(gpu)) this.lost(gpu, work);
  }

  up(gpu: number): void {
    this.#tell({ type: 'up', gpu });
  }

  stop(): void {
    this.#timers.stop();
    this.#outbox.stop();
  }

  /** What happens while the policy decides is told when it has; a timer whose time came before is told before. */
  #tell(happening: Happening): void {
    this.#happened.push(happening);
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        const isHeard = this.#note(next);
        if (this.#fault !== undefined) this.#abandon(this.#fault);
        else if (isHeard) this.#inform(next);
      }
    } finally {
      this.#isTelling = false;
    }
  }

  /** One at a time, since what is decided on one may name another time for the others. */
  #next(): Happening | undefined {
    const due = this.#timers.takeDue();
    return due === undefined ? this.#happened.shift() : this.#timerOf(due.key, due.atMs);
  }

  #timerOf(key: number, atMs: number): Happening {
    return { type: 'timer', key, namedMs: atMs - this.#startMs };
  }

  /**
   * Now, or the time that a timer named where it is hardly late: it always is, and a policy that waits for the last moment
   * would find every moment gone.
   */
  #toldMs(happening: Happening): number {
    const nowMs = this.nowMs();
    const toldMs =
      happening.type === 'timer' ? Math.max(happening.namedMs, nowMs - this.#options.timerMs) : nowMs;
    // Of timers that were set for a time gone by, none goes back before what was told.
    this.#lastMs = Math.max(this.#lastMs, toldMs);
    return this.#lastMs;
  }

  #inform(happening: Happening): void {
    try {
      this.#scheduler.on(eventAt(this.#toldMs(happening), happening), this.#decisions);
    } catch (error) {
      const { policy, faulted } = this.#options;
      const said = error instanceof Error ? error.message : String(error);
      const fault = error instanceof PolicyFault ? error : new PolicyFault(policy.name, this.nowMs(), said);
      this.#fault = fault;
      this.#timers.stop();
      for (const gpu of this.#up.keys()) {
        for (const work of this.#outbox.takeBack(gpu)) this.lost(gpu, work);
      }
      faulted(fault);
      this.#abandon(fault);
    }
  }

  #abandon(fault: PolicyFault): void {
    for (const request of this.#known.takeWaiting()) this.#options.abandoned(request, fault);
  }

  /** Brings the books up to date. @returns whether the policy is to hear of it */
  #note(happening: Happening): boolean {
    switch (happening.type) {
      case 'arrival':
        this.#known.add(happening.request);
        return true;
      case 'left':
        return this.#known.leave(happening.request);
      case 'finished':
        this.#known.finish(happening.work.requests);
        return true;
      case 'lost':
        for (const request of this.#known.lose(happening.work.requests)) this.leave(request);
        return true;
      case 'down':
      case 'up':
        this.#up[happening.gpu] = happening.type === 'up';
        return true;
      case 'timer':
        return true;
    }
  }

  readonly #decisions: Decisions = {
    run: (gpu, work, notBeforeMs = 0) => {
      this.#check(gpu, work);
      const refusal = this.#known.run(work.requests);
      if (refusal !== undefined) this.#refuse(refusal);
      const leadMs = this.#options.leadMs(work.requests.length);
      this.#outbox.put(gpu, work, this.#startMs + notBeforeMs - leadMs);
    },
    drop: (request) => {
      const refusal = this.#known.drop(request);
      if (refusal !== undefined) this.#refuse(refusal);
      this.#options.dropped(request);
    },
    wakeAt: (key, atMs) => this.#timers.set(key, this.#startMs + atMs),
    preempt: () => this.#refuse('it stopped a worker, which goes on to the end'),
    load: () => this.#refuse('it loaded weights, which every worker has'),
  };

  #check(gpu: number, { model, requests }: Batch): void {
    if (this.#up[gpu] !== true) this.#refuse(`it sent a batch to GPU ${gpu}, which is not there`);
    const { latency } = this.#options.setup.models[model] ?? this.#refuse(`it ran model ${model}`);
    if (requests.length < 1 || requests.length > latency.maxBatch) {
      this.#refuse(`it ran a batch of ${requests.length}, where 1 to ${latency.maxBatch} fit`);
    }
    const other = requests.find((request) => request.model !== model);
    if (other !== undefined) this.#refuse(`it ran request ${other.id} by model ${model}`);
  }

  #refuse(reason: string): never {
    throw new PolicyFault(this.#options.policy.name, this.nowMs(), reason);
  }

  #send(gpu: number, work: Batch): void {
    const awaited = work.requests.filter((request) => this.#known.isAwaited(request));
    if (awaited.length > 0) this.#options.send(gpu, awaited, work);
    else this.finished(gpu, work);
  }
}

function eventAt(nowMs: number, happening: Happening): SchedulerEvent {
  return happening.type === 'timer' ? { nowMs, type: 'timer', key: happening.key } : { nowMs, ...happening };
}
