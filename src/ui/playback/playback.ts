import type { BatchTrace } from '../../results/batch-trace.js';
import { lastMomentMs } from './moment.js';

/** Where a playback of several simulations, one after another, is. */
export interface Playback {
  readonly traces: readonly BatchTrace[];
  /** Which is played. */
  readonly at: number;
  readonly atMs: number;
  /** Virtual time for each unit of time that goes by. */
  readonly speed: number;
  readonly isPaused: boolean;
  readonly isOver: boolean;
}

/** Without a wish, a simulation takes about so long to watch. */
const USUAL_MS = 15_000;

/** @param speed undefined: one at which it can be watched */
export function startOf(traces: readonly BatchTrace[], speed: number | undefined): Playback {
  const [first] = traces;
  const spanMs = first === undefined ? 0 : lastMomentMs(first) - first.fromMs;
  return {
    ...{ traces, at: 0, atMs: first?.fromMs ?? 0, isPaused: false },
    speed: speed ?? roundSpeed(spanMs / USUAL_MS),
    isOver: first === undefined,
  };
}

/** After some time went by: the next simulation follows where one ends. */
export function later(playback: Playback, realMs: number): Playback {
  const trace = playback.traces[playback.at];
  if (trace === undefined || playback.isPaused || playback.isOver) return playback;
  const atMs = playback.atMs + realMs * playback.speed;
  return atMs < lastMomentMs(trace) ? { ...playback, atMs } : moved(playback, 1);
}

export type Key = 'faster' | 'slower' | 'pause' | 'next' | 'previous' | 'quit';

export function pressed(playback: Playback, key: Key): Playback {
  switch (key) {
    case 'faster':
      return { ...playback, speed: playback.speed * 2 };
    case 'slower':
      return { ...playback, speed: playback.speed / 2 };
    case 'pause':
      return { ...playback, isPaused: !playback.isPaused };
    case 'next':
      return moved(playback, 1);
    case 'previous':
      return playback.at === 0 ? moved(playback, 0) : moved(playback, -1);
    case 'quit':
      return { ...playback, isOver: true };
  }
}

function moved(playback: Playback, by: number): Playback {
  const at = playback.at + by;
  const trace = playback.traces[at];
  return trace === undefined ? { ...playback, isOver: true } : { ...playback, at, atMs: trace.fromMs };
}

/** 1, 2 or 5 times a power of ten, the next below. */
function roundSpeed(speed: number): number {
  if (!(speed > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(speed));
  return [5, 2, 1].map((factor) => factor * power).find((round) => round <= speed) ?? power;
}
