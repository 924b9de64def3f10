import { saturatedGpu } from '../../nexus/saturate.js';
import type { Session } from '../../nexus/session.js';
import type { Decisions, Request, Scheduler, SchedulerEvent, Setup } from '../../policy.js';
import { DeadlineQueue } from '../deadline-queue.js';
import { dropFirst, type FormBatch } from '../form-batch.js';
import { GpuStates } from '../gpu-states.js';
import { type Turnaround, turnaroundOf } from '../turnaround.js';
import { type CycleEntry, GpuCycle } from './gpu-cycle.js';
import { MeasuredRates } from './measured-rates.js';
import { expectedRates, sessionsOf } from './planned-sessions.js';
import type { Planner } from './planner.js';
import { Routes } from './routes.js';

/** Runs a plan: requests go to the GPUs of their session as they arrive, and GPUs go round their sessions. */
export class NexusScheduler implements Scheduler {
  readonly #gpus: GpuStates;
  readonly #cycles: readonly GpuCycle[];
  readonly #sessions: readonly Session[];
  readonly #turnarounds: readonly Turnaround[];
  readonly #measured: MeasuredRates;
  /** Requests that came while no GPU was up. */
  readonly #homeless = new DeadlineQueue();
  #planned: readonly number[];
  #routes: readonly Routes[] = [];

  constructor(
    setup: Setup,
    readonly planner: Planner,
    readonly form: FormBatch,
  ) {
    this.#gpus = new GpuStates(setup.gpus);
    this.#cycles = Array.from({ length: setup.gpus }, () => new GpuCycle());
    this.#sessions = sessionsOf(setup);
    this.#turnarounds = setup.models.map(({ latency }) => turnaroundOf(setup.delays, latency));
    this.#measured = new MeasuredRates(setup.models.length);
    this.#planned = expectedRates(setup, this.#sessions);
    this.#replan();
  }

  on(event: SchedulerEvent, decide: Decisions): void {
    const { nowMs, type } = event;
    this.#gpus.note(event);
    if (type === 'arrival') this.#measured.arrived(event.request.model, nowMs);
    const rates = this.#measured.toPlan(this.#planned, nowMs);
    this.#planned = rates ?? this.#planned;
    if (rates !== undefined || type === 'down' || type === 'up') this.#replan();
    if (type === 'arrival') this.#place(event.request);
    if (type === 'lost') for (const request of event.work.requests) this.#place(request);
    if (type === 'left') {
      this.#homeless.remove(event.request);
      for (const cycle of this.#cycles) cycle.remove(event.request);
    }
    for (const gpu of this.#cycles.keys()) if (this.#gpus.isIdle(gpu)) this.#runNext(gpu, nowMs, decide);
  }

  #place(request: Request): void {
    const gpu = this.#routes[request.model]?.next();
    if (gpu === undefined) this.#homeless.add(request);
    else this.#cycles[gpu]?.add(request);
  }

  #runNext(gpu: number, nowMs: number, decide: Decisions): void {
    for (const { model, waiting, dropped, size } of this.#cycles[gpu]?.turns(this.form, nowMs) ?? []) {
      dropFirst(waiting.queue, dropped, decide);
      if (size === 0) continue;
      this.#gpus.sent(gpu);
      decide.run(gpu, { model, requests: waiting.queue.take(size) });
    }
  }

  /** The i-th GPU of a plan is the i-th that is up. Requests stay where their session stays. */
  #replan(): void {
    const up = [...this.#cycles.keys()].filter((gpu) => this.#gpus.isUp(gpu));
    const entries: CycleEntry[][] = this.#cycles.map(() => []);
    const routes = this.#sessions.map(() => new Routes());
    const add = (gpu: number, model: number, batch: number, weight: number) => {
      const turnaround = this.#turnarounds[model];
      if (turnaround === undefined) return;
      entries[gpu]?.push({ model, batch, turnaround });
      routes[model]?.add(gpu, weight);
    };
    for (const [i, { sessions }] of this.#plan(up.length).entries()) {
      for (const { index, batch, perSecond } of sessions) add(up[i] ?? 0, index, batch, perSecond);
    }
    // What no plan has a place for, because its target is too tight or its rate was none, is tried everywhere.
    for (const [model, route] of routes.entries())
      if (route.isEmpty) for (const gpu of up) add(gpu, model, 1, 1);
    this.#routes = routes;
    const moved = this.#cycles.flatMap((cycle, gpu) => cycle.replan(entries[gpu] ?? []));
    for (const request of [...moved, ...this.#homeless.take(this.#homeless.size)]) this.#place(request);
  }

  #plan(gpus: number) {
    const sessions = this.#sessions.map((session, index) => ({
      ...session,
      perSecond: this.#planned[index] ?? 0,
    }));
    const places = [...sessions.keys()].filter((index) => {
      const session = sessions[index];
      return session !== undefined && session.perSecond > 0 && saturatedGpu(session) !== undefined;
    });
    if (gpus === 0 || places.length === 0) return [];
    const plan = this.planner.plan(
      places.flatMap((index) => sessions[index] ?? []),
      gpus,
    );
    return plan.map((gpu) => ({
      ...gpu,
      sessions: gpu.sessions.map((planned) => ({ ...planned, index: places[planned.index] ?? 0 })),
    }));
  }
}
