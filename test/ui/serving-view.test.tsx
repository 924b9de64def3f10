import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { plainServingView } from '../../src/ui/serving/plain-serving-view.js';
import { ServingFrame, type ServingState } from '../../src/ui/serving/ServingFrame.js';
import type { ServingFigures } from '../../src/ui/serving/serving-view.js';
import { rowAt } from '../suites/serving/rows.js';

const NOW: ServingFigures = {
  atMs: 4000,
  offeredRps: 20.4,
  achievedRps: 12.9,
  inFlight: 31,
  queue: 30,
  batch: 1,
  instances: 1,
  p50Ms: 1200,
  p90Ms: 2100,
  p99Ms: 2304,
  refused: 0,
  failed: 2,
};

const LOAD = { subject: 'baseline', rate: 20, lengthMs: 12_000 };

const STATE: ServingState = {
  title: 'emulated · animals · poisson · SLO p99=1500ms',
  loads: 37,
  done: 5,
  elapsedSeconds: 52,
  stage: '',
  notes: [],
  rows: [
    { subject: 'null', row: rowAt(4000, 5000, { tier: 'null', policy: 'none' }) },
    { subject: 'baseline', row: rowAt(5, 13) },
    { subject: 'baseline', row: rowAt(10, 13, { status: 'invalid' }) },
    { subject: 'baseline', row: rowAt(15, 13) },
    {
      subject: 'baseline',
      row: rowAt(40, 13, { status: 'skipped', reason: 'past saturation at 15/s', throughputRps: null }),
    },
  ],
  load: LOAD,
  now: NOW,
  course: [5, 12, 13, 13, 12.8, 13.1, 13],
};

function draw(state: ServingState, columns: number, rows: number): string {
  const frame = <ServingFrame state={state} columns={columns} rows={rows} />;
  return stripVTControlCharacters(renderToString(frame, { columns }));
}

describe('the live view of a serving benchmark', () => {
  it.each([
    [80, 24],
    [140, 40],
    [80, 10],
  ])('reads well in a window of %d by %d', async (columns, rows) => {
    await expect(`${draw(STATE, columns, rows)}\n`).toMatchFileSnapshot(
      `./golden/serving-${columns}x${rows}.txt`,
    );
  });

  it('says what it waits for before a load', () => {
    const text = draw({ ...STATE, load: null, now: null, stage: 'starting balanced' }, 80, 24);
    expect(text).toContain('starting balanced');
    expect(text).not.toContain('offered');
  });

  it('stays a line short of the window and within its width, whatever its size', () => {
    const size = { columns: fc.integer({ min: 20, max: 200 }), rows: fc.integer({ min: 2, max: 50 }) };
    fc.assert(
      fc.property(
        fc.record({ ...size, done: fc.nat(60), isLoaded: fc.boolean() }),
        ({ columns, rows, done, isLoaded }) => {
          const state: ServingState = {
            ...STATE,
            rows: Array.from({ length: done }, (_, i) => ({ subject: 'batched', row: rowAt(i + 1, 30) })),
            ...(isLoaded ? {} : { load: null, now: null }),
          };
          const lines = draw(state, columns, rows).split('\n');
          expect(lines.length).toBeLessThan(rows);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the plain view of a serving benchmark', () => {
  it('prints a line for each load that ended, and every ten seconds how one goes on', () => {
    const lines: string[] = [];
    const view = plainServingView({ write: (text: string) => lines.push(text) });
    view.stage('starting baseline');
    view.begin(LOAD);
    view.update(NOW);
    view.update({ ...NOW, atMs: 10_500 });
    view.update({ ...NOW, atMs: 11_000 });
    view.finished('baseline', rowAt(20, 13));
    for (const rate of [25, 30]) {
      const row = rowAt(rate, 13, { status: 'skipped', reason: 'past saturation at 20/s' });
      view.finished('baseline', row);
    }
    expect(lines.map((line) => line.trimEnd())).toEqual([
      'starting baseline',
      'baseline 20/s  10s of 12s · offered 20.4/s · achieved 12.9/s · in flight 31 · p50 1.20 s · p90 2.10 s · ' +
        'p99 2.30 s · queue 30 · batch 1.00 · instances 1 · refused 0 · failed 2',
      'baseline 20/s: answered 13.0/s · p50 1.00 s · p99 2.00 s · SLO missed',
      'baseline 25/s and above: skipped, past saturation at 20/s',
    ]);
  });

  it('does not repeat a stage that counts', () => {
    const lines: string[] = [];
    const view = plainServingView({ write: (text: string) => lines.push(text) });
    for (let percent = 0; percent < 50; percent++) view.stage(`embedding animals ${percent} %`);
    view.stage('starting baseline');
    expect(lines).toEqual(['embedding animals 0 %\n', 'starting baseline\n']);
  });
});
