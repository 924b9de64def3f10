import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ganttLanes, readableWindow } from '../../../src/report/scheduling/gantt-lanes.js';
import { renderGantt } from '../../../src/report/scheduling/gantt-text.js';
import type { BatchTrace, TracedBatch } from '../../../src/results/batch-trace.js';
import { ansiPaint } from '../../../src/results/display/paint.js';
import { TWO_MODELS } from '../../results/batch-traces.js';

const counts = { arrived: 0, good: 0, late: 0, dropped: 0 };

/** Batches of each GPU one after another, with pauses. */
const traces: fc.Arbitrary<BatchTrace> = fc
  .array(fc.array(fc.record({ pause: fc.nat(30), ms: fc.integer({ min: 1, max: 40 }), size: fc.nat(64) })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((gpus) => ({
    ...TWO_MODELS,
    gpus: gpus.length,
    fromMs: 0,
    batches: gpus.flatMap((own, gpu) => {
      let atMs = 0;
      return own.map(({ pause, ms, size }): TracedBatch => {
        const startMs = atMs + pause;
        atMs = startMs + ms;
        return { gpu, model: size % 2, size, startMs, endMs: atMs, isLost: false, counts };
      });
    }),
  }));

describe('a Gantt chart in the terminal', () => {
  it.each([60, 100])('reads well in %d columns', async (width) => {
    await expect(`${renderGantt(TWO_MODELS, { width })}\n`).toMatchFileSnapshot(
      `../golden/gantt-${width}.txt`,
    );
  });

  it('shows the time asked for', () => {
    const text = renderGantt(TWO_MODELS, { width: 80, window: { fromMs: 1020, toMs: 1040 } });
    expect(text).toContain('1,020');
    expect(text).not.toContain('12');
    expect(text).toMatch(/GPU 2 │$/m);
  });

  it('loses nothing but colour without colours', () => {
    const plain = renderGantt(TWO_MODELS, { width: 80 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
    expect(renderGantt(TWO_MODELS, { width: 80, paint: ansiPaint }).replaceAll(/\u001b\[\d+m/g, '')).toBe(
      plain,
    );
  });

  it('is empty without batches', () => {
    expect(renderGantt({ ...TWO_MODELS, batches: [] }, { width: 80 })).toBe('');
  });

  it('is never wider than asked for, and has a line for each GPU', () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 40, max: 160 }), (trace, width) => {
        const text = renderGantt(trace, { width });
        if (trace.batches.length === 0) return;
        const lines = text.split('\n');
        for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(width);
        expect(lines.filter((line) => /^GPU \d+ *│/.test(line))).toHaveLength(trace.gpus);
      }),
    );
  });
});

describe('lanes of a Gantt chart', () => {
  it('have columns in order, none twice, and no batch without one that lies within', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const columns = 100;
        const window = readableWindow(trace, columns);
        const columnMs = (window.toMs - window.fromMs) / columns;
        const lanes = ganttLanes(trace, window, columns);
        for (const [gpu, runs] of lanes.entries()) {
          let end = 0;
          for (const run of runs) {
            expect(run.batch.gpu).toBe(gpu);
            expect(run.column).toBeGreaterThanOrEqual(end);
            end = run.column + run.columns;
          }
          expect(end).toBeLessThanOrEqual(columns);
          const shown = new Set(runs.map(({ batch }) => batch));
          for (const batch of trace.batches.filter((one) => one.gpu === gpu)) {
            const isWithin = batch.startMs >= window.fromMs && batch.endMs <= window.toMs;
            if (isWithin && batch.endMs - batch.startMs >= 2 * columnMs) expect(shown).toContain(batch);
          }
        }
      }),
    );
  });
});
