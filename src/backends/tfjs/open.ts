import type { Engine, OpenOptions, Timeline } from '../backend.js';
import { createBlockEngine } from '../shared/block-engine.js';
import { timedDevice } from './device.js';
import { onFirstEngine } from './engines/index.js';
import { tensorKernels } from './tensor-kernels.js';
import { warmUp } from './warm-up.js';

const UNTIMED: Timeline = { time: (_part, work) => work(), add: () => {} };

export async function openTensorEngine(options: OpenOptions): Promise<Engine> {
  const { timeline, engine, threads } = options;
  const runtime = await timeline.time('compile', async () => {
    const started = await onFirstEngine(engine, (candidate) => candidate.start(threads));
    await warmUp(tensorKernels(timedDevice(started, UNTIMED), started.identity));
    return started;
  });
  return createBlockEngine(tensorKernels(timedDevice(runtime, timeline), runtime.identity), options);
}
