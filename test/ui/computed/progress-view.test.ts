import { describe, expect, it } from 'vitest';
import { openComputedView } from '../../../src/ui/computed/open-computed-view.js';
import { computedText } from '../../../src/ui/computed/start-progress-view.js';
import { cellSummary, runStarted } from '../../results/recorded-events.js';

function screenOf(columns: number) {
  const written: string[] = [];
  return { columns, written, write: (text: string) => written.push(text) };
}

const STARTED = runStarted([cellSummary('fcfs'), cellSummary('edf')]);
const failed = { suite: 'fake', policy: 'fcfs', status: 'failed', reason: 'it ran a request twice' } as const;

describe('the progress of what is computed', () => {
  it('is a bar over all cells with the one at work', () => {
    expect(computedText({ cells: 4, ended: 1, label: 'edf 1000/s', share: 0.5 })).toBe(
      '1/4 #######------------- edf 1000/s 50 %',
    );
    expect(computedText({ cells: 10, ended: 0, label: '', share: 0 })).toBe(' 0/10 --------------------');
  });

  it('is one line that is drawn over on a terminal, no wider than that, and gone in the end', () => {
    const screen = screenOf(30);
    const view = openComputedView('live', screen);
    view.handle(STARTED);
    view.progress('a cell with a rather long label', 1, 2);
    view.finish();
    view.progress('late', 1, 2);
    for (const text of screen.written) {
      expect(text.startsWith('\r\u001b[K')).toBe(true);
      expect(text.length - '\r\u001b[K'.length).toBeLessThan(30);
    }
    expect(screen.written.at(-1)).toBe('\r\u001b[K');
  });

  it('is drawn when it changes, however often it is told', () => {
    const screen = screenOf(80);
    const view = openComputedView('live', screen);
    view.handle(STARTED);
    for (let done = 0; done <= 10_000; done++) view.progress('fcfs', done, 10_000);
    expect(screen.written).toHaveLength(101);
  });

  it('leaves a line of what failed', () => {
    const screen = screenOf(80);
    const view = openComputedView('live', screen);
    view.handle(STARTED);
    view.handle({ type: 'cell-finished', cellId: 'g/fcfs', status: 'failed', row: failed });
    expect(screen.written.join('')).toContain('g/fcfs failed: it ran a request twice\n');
  });

  it('is a line for each cell elsewhere, and nothing where none is wanted', () => {
    const plain = screenOf(80);
    const view = openComputedView('plain', plain);
    view.handle(STARTED);
    view.progress('fcfs', 1, 2);
    view.handle({ type: 'cell-finished', cellId: 'g/fcfs', status: 'failed', row: failed });
    view.finish();
    expect(plain.written).toEqual([
      'fake 20260102-030405-fake-beef: 2 cells\n',
      '[1/2] fcfs: failed: it ran a request twice\n',
    ]);
    const silent = screenOf(80);
    openComputedView('none', silent).handle(STARTED);
    expect(silent.written).toEqual([]);
  });
});
