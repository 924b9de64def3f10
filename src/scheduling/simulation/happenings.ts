import type { Decisions, Request, Scheduler, SchedulerEvent } from '../policy.js';
import { decisionsIn } from './decisions.js';
import { halt, moveOn, takeReports } from './gpu-work.js';
import { RUNNING, WAITING } from './request-states.js';
import type { VirtualGpu } from './virtual-gpu.js';
import type { World } from './world.js';

/** Lets one event after another happen in the world and tells the policy. */
export class Happenings<R extends Request, W> {
  readonly #world: World<R, W>;
  readonly #scheduler: Scheduler<R, W>;
  readonly #decisions: Decisions<R, W>;

  constructor(world: World<R, W>) {
    this.#world = world;
    this.#decisions = decisionsIn(world);
    this.#scheduler = world.simulation.policy.start(world.simulation.setup);
  }

  arrive(request: R): void {
    this.#world.nowMs = request.arrivalMs;
    this.#world.states.arrive(request);
    this.#tell({ nowMs: request.arrivalMs, type: 'arrival', request });
  }

  /** What was scheduled in a slot. @returns whether it was a timer */
  happen(slot: number): boolean {
    const { events, observers } = this.#world;
    const { kind, number, model, startMs, work, answers } = events.record(slot);
    if (kind === 'gpu') {
      this.#moveOn(this.#world.gpu(number));
      return false;
    }
    events.remove(slot);
    const { nowMs } = this.#world;
    switch (kind) {
      case 'finished':
        this.#world.gpu(number).reports.shift();
        if (work !== undefined) this.#tell(this.#isOver('finished', number, work));
        break;
      case 'answers':
        this.#world.inFlight--;
        observers.answered(answers, nowMs);
        break;
      case 'timer':
        this.#world.timers.delete(number);
        this.#tell({ nowMs, type: 'timer', key: number });
        return true;
      case 'transfer':
        observers.loaded(number, model, startMs, nowMs);
        events.add('loaded', number, nowMs + this.#controlMs).model = model;
        break;
      case 'loaded':
        this.#world.gpu(number).weights?.arrived(model);
        this.#tell({ nowMs, type: 'loaded', gpu: number, model });
        break;
      case 'down':
        this.#fail(this.#world.gpu(number));
        break;
      case 'up':
        this.#world.gpu(number).isUp = true;
        this.#tell({ nowMs, type: 'up', gpu: number });
        break;
    }
    return false;
  }

  get #controlMs(): number {
    return this.#world.simulation.setup.delays.controlMs;
  }

  #moveOn(gpu: VirtualGpu<W>): void {
    const over = moveOn(this.#world, gpu);
    if (over === undefined) return;
    if (this.#controlMs === 0) {
      this.#tell(this.#isOver('finished', gpu.index, over));
    } else {
      const { events, nowMs } = this.#world;
      const slot = events.reserve('finished', gpu.index);
      events.record(slot).work = over;
      events.heap.schedule(slot, nowMs + this.#controlMs);
      gpu.reports.push(slot);
    }
  }

  /** A GPU that fails loses its work, its weights and what was on the way to it. */
  #fail(gpu: VirtualGpu<W>): void {
    const { events, nowMs } = this.#world;
    // Before it is told that the GPU is down, the policy may still send to it what then is lost with the rest.
    for (const work of takeReports(this.#world, gpu)) this.#tell(this.#isOver('finished', gpu.index, work));
    const isOfWeights = (kind: string) => kind === 'transfer' || kind === 'loaded';
    for (const slot of events.where(({ kind, number }) => number === gpu.index && isOfWeights(kind))) {
      events.remove(slot);
    }
    gpu.isUp = false;
    gpu.weights?.clear();
    gpu.channelFreeMs = nowMs;
    halt(this.#world, gpu);
    this.#tell({ nowMs, type: 'down', gpu: gpu.index });
  }

  #tell(event: SchedulerEvent<R, W>): void {
    this.#scheduler.on(event, this.#decisions);
    const { untold } = this.#world;
    // What comes of work while this is told goes to the end of the same list.
    for (let i = 0; i < untold.length; i++) {
      const next = untold[i];
      if (next === undefined) continue;
      this.#scheduler.on(this.#isOver(next.type, next.gpu, next.work), this.#decisions);
    }
    untold.length = 0;
  }

  /** Takes work off a GPU's account; those of its requests that were not answered wait for a decision again. */
  #isOver(type: 'finished' | 'lost', gpu: number, work: W): SchedulerEvent<R, W> {
    const { states, simulation, nowMs } = this.#world;
    this.#world.inFlight--;
    const { weights } = this.#world.gpu(gpu);
    for (const { id, model } of simulation.executor.requestsOf(work)) {
      if (states.of(id) === RUNNING) states.set(id, WAITING);
      weights?.leave(model);
    }
    return { nowMs, type, gpu, work };
  }
}
