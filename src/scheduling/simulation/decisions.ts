import type { Decisions, Request } from '../policy.js';
import { halt, send } from './gpu-work.js';
import { OVER, RUNNING, WAITING } from './request-states.js';
import type { VirtualGpu } from './virtual-gpu.js';
import type { World } from './world.js';

/** Lets a policy act on the world; what it cannot do is thrown as a `PolicyFault`. */
export function decisionsIn<R extends Request, W>(world: World<R, W>): Decisions<R, W> {
  const { executor, setup, policy } = world.simulation;
  const { controlMs, dataMsPerRequest } = setup.delays;

  const upGpu = (index: number): VirtualGpu<W> => {
    const gpu = world.gpu(index);
    if (!gpu.isUp) throw world.fault(`GPU ${index} is down and takes nothing`);
    return gpu;
  };

  const start = (request: R, gpu: VirtualGpu<W>) => {
    const { id, model } = request;
    const state = world.states.of(id);
    if (state === RUNNING) throw world.fault(`request ${id} is run a second time while it is being run`);
    if (state === OVER) throw world.fault(`request ${id} is run and is over or never came`);
    world.states.set(id, RUNNING);
    if (gpu.weights === undefined) return;
    if (!gpu.weights.has(model))
      throw world.fault(`model ${model} is run and is not loaded on GPU ${gpu.index}`);
    gpu.weights.use(model);
  };

  return {
    run(index, work, notBeforeMs = Number.NEGATIVE_INFINITY) {
      const gpu = upGpu(index);
      const refusal = executor.refusal(work, index);
      if (refusal !== undefined) throw world.fault(refusal);
      const requests = executor.requestsOf(work);
      for (const request of requests) start(request, gpu);
      const thereMs = world.nowMs + controlMs + dataMsPerRequest * requests.length;
      const readyMs = Math.max(thereMs, notBeforeMs);
      if (!(readyMs < Number.POSITIVE_INFINITY))
        throw world.fault(`work is not to begin before ${notBeforeMs} ms`);
      world.decided++;
      world.inFlight++;
      send(world, gpu, work, readyMs);
    },

    drop(request) {
      const state = world.states.of(request.id);
      if (state === RUNNING) throw world.fault(`request ${request.id} is dropped and is being run`);
      if (state !== WAITING) throw world.fault(`request ${request.id} is dropped and is over or never came`);
      world.decided++;
      world.states.set(request.id, OVER);
      world.observers.dropped(request, world.nowMs);
    },

    wakeAt(key, atMs) {
      if (Number.isNaN(atMs)) throw world.fault(`timer ${key} is set to no time`);
      const { events, timers } = world;
      const set = timers.get(key);
      if (atMs === Number.POSITIVE_INFINITY) {
        if (set === undefined) return;
        timers.delete(key);
        events.remove(set);
        return;
      }
      const slot = set ?? events.reserve('timer', key);
      if (set === undefined) timers.set(key, slot);
      events.heap.schedule(slot, Math.max(atMs, world.nowMs));
    },

    preempt(index) {
      if (!policy.needs.includes('preempts')) throw world.fault('it preempts and does not say so in `needs`');
      world.decided++;
      halt(world, world.gpu(index));
    },

    load(index, model, evict) {
      const gpu = upGpu(index);
      if (gpu.weights === undefined) throw world.fault('it loads models and does not say `pages` in `needs`');
      const refusal = gpu.weights.claim(model, evict);
      if (refusal !== undefined) throw world.fault(`GPU ${index}: ${refusal}`);
      world.decided++;
      const startMs = Math.max(gpu.channelFreeMs, world.nowMs + controlMs);
      gpu.channelFreeMs = startMs + (setup.models[model]?.weights?.transferMs ?? 0);
      const transfer = world.events.add('transfer', index, gpu.channelFreeMs);
      transfer.model = model;
      transfer.startMs = startMs;
    },
  };
}
