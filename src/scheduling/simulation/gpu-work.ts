import { UsageError } from '../../errors.js';
import type { Request } from '../policy.js';
import { OVER, RUNNING } from './request-states.js';
import type { VirtualGpu } from './virtual-gpu.js';
import type { World } from './world.js';

/** Gives work to a GPU, for when the message is there. */
export function send<R extends Request, W>(world: World<R, W>, gpu: VirtualGpu<W>, work: W, readyMs: number) {
  const isIdle = gpu.running === undefined && gpu.next === undefined;
  if (isIdle && readyMs <= world.nowMs) {
    begin(world, gpu, work);
    return;
  }
  gpu.enqueue(work, readyMs);
  if (isIdle) world.events.heap.schedule(gpu.slot, readyMs);
}

/** The moment that a GPU waited for: what ran is over or what waits may begin. @returns the work that is over */
export function moveOn<R extends Request, W>(world: World<R, W>, gpu: VirtualGpu<W>): W | undefined {
  const over = gpu.running;
  if (over !== undefined) {
    world.observers.ran(gpu.index, over, gpu.startMs, world.nowMs, false);
    gpu.running = undefined;
    complete(world, over);
  }
  const { next } = gpu;
  if (next === undefined) return over;
  if (next.readyMs > world.nowMs) {
    world.events.heap.schedule(gpu.slot, next.readyMs);
  } else {
    gpu.dequeue();
    begin(world, gpu, next.work);
  }
  return over;
}

/**
 * Stops a GPU. The policy is told at once, or when it has decided: first of the work whose end it was yet to hear of, so
 * that nothing is told later of what came before; then of the rest, which is lost.
 */
export function halt<R extends Request, W>(world: World<R, W>, gpu: VirtualGpu<W>): void {
  world.events.heap.cancel(gpu.slot);
  if (gpu.running !== undefined) {
    world.observers.ran(gpu.index, gpu.running, gpu.startMs, world.nowMs, true);
  }
  for (const work of takeReports(world, gpu)) world.untold.push({ type: 'finished', gpu: gpu.index, work });
  for (const work of gpu.halt()) world.untold.push({ type: 'lost', gpu: gpu.index, work });
}

/** Calls back what is on its way to the policy of work that is over. */
export function takeReports<R extends Request, W>(world: World<R, W>, gpu: VirtualGpu<W>): W[] {
  return gpu.reports.splice(0).flatMap((slot) => {
    const { work } = world.events.record(slot);
    world.events.remove(slot);
    return work === undefined ? [] : [work];
  });
}

function begin<R extends Request, W>(world: World<R, W>, gpu: VirtualGpu<W>, work: W): void {
  const durationMs = world.simulation.executor.durationMs(work, gpu.index);
  if (!(durationMs >= 0 && durationMs < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`expected work to take 0 ms or more; got ${durationMs} ms on GPU ${gpu.index}`);
  }
  gpu.running = work;
  gpu.startMs = world.nowMs;
  world.events.heap.schedule(gpu.slot, world.nowMs + durationMs);
}

function complete<R extends Request, W>(world: World<R, W>, work: W): void {
  const { states, events, observers, simulation, nowMs } = world;
  const answers = simulation.executor.completedBy(work);
  if (answers.length === 0) return;
  for (const { id } of answers) {
    if (states.of(id) !== RUNNING) throw world.fault(`request ${id} is completed and was not being run`);
    states.set(id, OVER);
  }
  const { responseMs } = simulation.setup.delays;
  if (responseMs > 0) {
    world.inFlight++;
    events.add('answers', 0, nowMs + responseMs).answers = answers;
  } else {
    observers.answered(answers, nowMs);
  }
}
