import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../errors.js';
import type { RunEvent } from '../../results/events.js';
import type { View } from '../../ui/view.js';

/** No run keeps a viewer waiting for longer at a time: a journal may hold rounds of minutes. */
const LONGEST_MS = 5000;
/** What has no time of its own, such as a warning, is seen before the next. */
const SHORTEST_MS = 20;

/** `10x`, `0.5` or `max`, as a factor. @throws UsageError */
export function parseSpeed(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const factor = Number(/^(\d*\.?\d+)x?$/.exec(text)?.[1] ?? Number.NaN);
  if (factor > 0) return factor;
  throw new UsageError(`expected --speed to be a factor such as 10x, or max; got "${text}"`);
}

/**
 * Plays events to a view in the time that they took, as far as a journal tells it: rounds as long as they were timed,
 * opening as long as loading and compiling took.
 * @returns whether it was played to its end
 */
export async function replay(
  events: readonly RunEvent[],
  view: View,
  { speed, signal }: { readonly speed: number; readonly signal: AbortSignal },
): Promise<boolean> {
  for (const event of events) {
    const announced = announcement(event);
    if (announced !== null) view.handle(announced);
    const ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, durationOf(event)) / speed);
    if (ms >= 1) await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return false;
    view.handle(event);
  }
  return true;
}

/** What a view was told before the event, and no journal keeps. */
function announcement(event: RunEvent): RunEvent | null {
  if (event.type === 'cell-opened') return { type: 'cell-opening', cellId: event.cellId };
  if (event.type !== 'round') return null;
  return { type: 'round-started', cellId: event.cellId, round: event.sample.round };
}

function durationOf(event: RunEvent): number {
  if (event.type === 'round') return event.sample.ms;
  return event.type === 'cell-opened' ? event.opened.loadMs + event.opened.compileMs : 0;
}
