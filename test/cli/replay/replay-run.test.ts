import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/cli/replay/replay-run.js';
import type { RunEvent } from '../../../src/results/events.js';
import { cellSummary, OPENED, roundEvent, runStarted, sampleOf } from '../../results/recorded-events.js';

const events: RunEvent[] = [
  runStarted([cellSummary('ts')]),
  { type: 'cell-opened', cellId: 'g/ts', opened: OPENED },
  roundEvent('g/ts', sampleOf(1, 2)),
  { type: 'run-finished', partial: false, verdict: 'ok', exitCode: 0 },
];

function watched(onEvent: (event: RunEvent) => void = () => undefined) {
  const seen: string[] = [];
  const view = {
    handle(event: RunEvent) {
      seen.push(event.type);
      onEvent(event);
    },
    finish: async () => undefined,
  };
  return { seen, view };
}

describe('a replay', () => {
  it('tells the view what a journal keeps, and what came before it', async () => {
    const { seen, view } = watched();
    const options = { speed: Number.POSITIVE_INFINITY, signal: new AbortController().signal };
    expect(await replay(events, view, options)).toBe(true);
    expect(seen).toEqual([
      'run-started',
      'cell-opening',
      'cell-opened',
      'round-started',
      'round',
      'run-finished',
    ]);
  });

  it('stops when it is told to, however long the round that is shown', async () => {
    const controller = new AbortController();
    const { seen, view } = watched(({ type }) => {
      if (type === 'round-started') controller.abort();
    });
    const long = events.with(2, roundEvent('g/ts', sampleOf(1, 3_600_000)));
    expect(await replay(long, view, { speed: 1, signal: controller.signal })).toBe(false);
    expect(seen.at(-1)).toBe('round-started');
  });
});
