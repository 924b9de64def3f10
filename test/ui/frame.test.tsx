import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { renderToString } from 'ink';
import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { INITIAL_STATE, type RunState, reduce } from '../../src/results/run-state.js';
import { Frame } from '../../src/ui/live/Frame.js';
import { finalState, recordedEvents, stateAfter } from './recorded-run.js';

function draw(state: RunState, columns: number, rows = 40): string {
  const frame = renderToString(<Frame state={state} elapsedSeconds={75} columns={columns} rows={rows} />, {
    columns,
  });
  return stripVTControlCharacters(frame);
}

const isRound = (event: RunEvent) => event.type === 'round-started';

describe('the live view', () => {
  it.each([60, 100, 200])('reads well %d columns wide', async (columns) => {
    const path = (name: string) => `./golden/live-${name}-${columns}.txt`;
    await expect(`${draw(stateAfter(isRound, 14), columns)}\n`).toMatchFileSnapshot(path('measuring'));
    await expect(`${draw(finalState(), columns)}\n`).toMatchFileSnapshot(path('finished'));
  });

  it('shows the stages that come before measuring', async () => {
    const state = [
      ...recordedEvents().slice(0, 1),
      { type: 'stage', stage: 'fetching mnist-784', done: 11.5e6, total: 57.7e6, unit: 'bytes' } as const,
      { type: 'stage', stage: 'ground truth', done: 20, unit: 'queries' } as const,
    ].reduce(reduce, INITIAL_STATE);
    await expect(`${draw(state, 60, 12)}\n`).toMatchFileSnapshot('./golden/live-stages-60.txt');
  });

  it('shows the lines around the cell at work when there are more cells than rows', async () => {
    await expect(`${draw(stateAfter(isRound, 14), 80, 16)}\n`).toMatchFileSnapshot(
      './golden/live-window-80x16.txt',
    );
  });

  it('stays a line short of the window and within its width, whatever its size', () => {
    const events = recordedEvents();
    const noisy: RunEvent[] = [
      { type: 'warning', message: 'w'.repeat(300) },
      { type: 'stage', stage: 's'.repeat(90), done: 1, total: 2, unit: 'rows' },
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 230 }),
        fc.integer({ min: 2, max: 60 }),
        fc.nat(events.length),
        fc.boolean(),
        (columns, rows, upTo, withNoise) => {
          const state = [...events.slice(0, upTo), ...(withNoise ? noisy : [])].reduce(reduce, INITIAL_STATE);
          const lines = draw(state, columns, rows).split('\n');
          expect(lines.length).toBeLessThan(rows);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('marks what is at work and moves on with it', () => {
    const frameAt = (nth: number) => (
      <Frame state={stateAfter(isRound, nth)} elapsedSeconds={1} columns={100} rows={40} />
    );
    const { lastFrame, rerender, unmount } = render(frameAt(1));
    const atWork = () =>
      stripVTControlCharacters(lastFrame() ?? '')
        .split('\n')
        .filter((line) => line.includes('▸'));
    expect(atWork()).toEqual([expect.stringContaining('null (none)')]);
    rerender(frameAt(2));
    expect(atWork()).toEqual([expect.stringMatching(/ts +round 1/)]);
    unmount();
  });

  it('gives the reason of a cell that broke in place of figures that would mislead', () => {
    const line = draw(finalState(), 200)
      .split('\n')
      .find((text) => text.includes('✗'));
    expect(line).toMatch(/tfjs \(wasm\) +failed +the child process ended with signal SIGKILL$/);
  });

  it('has nothing but a clock before the plan is known', () => {
    expect(draw(INITIAL_STATE, 60, 10).trim()).toMatch(/^mls {2}preparing +⠴ 1m 15s/);
  });
});
