import type { Engine, OpenOptions, Timeline } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { traitsWithin } from './budget.js';
import { timedDevice } from './device.js';
import { onFirstEngine } from './engines/index.js';
import { tensorKernels } from './tensor-kernels.js';
import { warmUp } from './warm-up.js';

const UNTIMED: Timeline = { time: (_part, work) => work(), add: () => {}, reading: (work) => work() };

export async function openTensorEngine(options: OpenOptions): Promise<Engine> {
  const { timeline, engine, threads } = options;
  const runtime = await timeline.time('compile', async () => {
    const started = await onFirstEngine(engine, (candidate) => candidate.start(threads));
    const traits = traitsWithin(options.memoryBytes, started.traits);
    await warmUp(tensorKernels(timedDevice(started, UNTIMED), started.identity));
    return { ...started, traits };
  });
  return createBlockEngine(tensorKernels(timedDevice(runtime, timeline), runtime.identity), options);
}
