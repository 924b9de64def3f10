import type { Workbench } from '../workbench.js';
import type { DeviceBlock } from './device-block.js';

/**
 * Enqueues work on the computing stream and resolves when the device has done it. Its time by the device's clock counts
 * as `compute`; of a block whose copying was still under way, the time until it was there counts as `load`, with what
 * was computed beside it.
 */
export async function compute(bench: Workbench, enqueue: () => void, block?: DeviceBlock): Promise<void> {
  const { events, timeline } = bench;
  const copying = block?.copying;
  const asked = events.record(bench.computing);
  enqueue();
  const done = events.record(bench.computing);
  await events.happened(done);
  const last = copying?.parts.at(-1);
  if (block === undefined || copying === undefined || last === undefined) {
    timeline.add('compute', events.elapsedMs(asked, done));
  } else {
    const loadMs = events.elapsedMs(copying.started, last.copied);
    timeline.add('load', loadMs);
    timeline.add('compute', Math.max(0, events.elapsedMs(copying.started, done) - loadMs));
    endCopying(bench, block);
  }
  events.reuse(asked, done);
}

/** Copies results to the host, timed as `readback`. */
export async function readBack(bench: Workbench, copy: () => void): Promise<void> {
  const { events, timeline } = bench;
  const asked = events.record(bench.computing);
  copy();
  const done = events.record(bench.computing);
  await events.happened(done);
  timeline.add('readback', events.elapsedMs(asked, done));
  events.reuse(asked, done);
}

/** Forgets a copying that is over. */
export function endCopying({ events, pool }: Workbench, block: DeviceBlock): void {
  const { copying } = block;
  if (copying === undefined) return;
  block.copying = undefined;
  events.reuse(copying.started, ...copying.parts.map(({ copied }) => copied));
  if (copying.staging !== undefined) pool.give(copying.staging);
}

/** Calls `launch` with the rows of a block part by part as they arrive, or with all of them at once. */
export function eachPart(
  { events, computing }: Workbench,
  block: DeviceBlock,
  launch: (begin: number, end: number) => void,
): void {
  const { copying } = block;
  if (copying === undefined) {
    launch(0, block.n);
    return;
  }
  for (const { begin, end, copied } of copying.parts) {
    events.delay(computing, copied);
    launch(begin, end);
  }
}
