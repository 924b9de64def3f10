import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ansiPaint, type Paint } from '../../src/results/display/paint.js';
import type { RunEvent } from '../../src/results/events.js';
import { startSilentView } from '../../src/ui/none/start-silent-view.js';
import { startPlainView } from '../../src/ui/plain/start-plain-view.js';
import { recordedEvents } from './recorded-run.js';

function collect(paint?: Paint) {
  const lines: string[] = [];
  const sink = { write: (text: string) => lines.push(text) };
  return { lines, view: startPlainView(paint === undefined ? { sink } : { sink, paint }) };
}

describe('the plain view', () => {
  it('prints a line for each stage, opened cell, finished cell and warning', async () => {
    const { lines, view } = collect();
    for (const event of recordedEvents()) view.handle(event);
    await view.finish();
    await expect(lines.join('')).toMatchFileSnapshot('./golden/plain.txt');
    expect(lines.every((line) => /^[^\n]+\n$/.test(line))).toBe(true);
  });

  it('differs by nothing but colour when that is on', async () => {
    const [plain, painted] = [collect(), collect(ansiPaint)];
    for (const { view } of [plain, painted]) {
      for (const event of recordedEvents()) view.handle(event);
      await view.finish();
    }
    expect(plain.lines.join('')).not.toContain('\u001B');
    expect(painted.lines.join('')).toContain('\u001B[');
    expect(stripVTControlCharacters(painted.lines.join(''))).toBe(plain.lines.join(''));
  });

  it('says once that a cell is opened, however often that happens', async () => {
    const { lines, view } = collect();
    const events = recordedEvents();
    const opened = events.filter((event) => event.type === 'cell-opened').slice(0, 1);
    for (const event of [...events.slice(0, 1), ...opened, ...opened]) view.handle(event);
    await view.finish();
    expect(lines.filter((line) => line.includes('opened on'))).toHaveLength(1);
  });

  it('says that a run was stopped early, and how far it came', async () => {
    const { lines, view } = collect();
    view.handle(recordedEvents()[0] as RunEvent);
    view.handle({ type: 'run-finished', partial: true, verdict: 'interrupted', exitCode: 130 });
    await view.finish();
    expect(lines.at(-1)).toBe('stopped early: 0 of 16 cells done\n');
  });
});

describe('the heartbeat', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says what goes on when nothing was printed for a minute', async () => {
    const { lines, view } = collect();
    const events = recordedEvents();
    const untilSecondRound = events.findIndex((event) => event.type === 'round-started') + 3;
    for (const event of events.slice(0, untilSecondRound)) view.handle(event);
    const before = lines.length;
    vi.advanceTimersByTime(59_000);
    expect(lines).toHaveLength(before);
    vi.advanceTimersByTime(2_000);
    expect(lines.slice(before)).toEqual(['still at work: ts, l2 · N 4,000, round 1; 1 of 16 cells done\n']);
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(before + 2);
    await view.finish();
    vi.advanceTimersByTime(180_000);
    expect(lines).toHaveLength(before + 2);
  });

  it('waits a whole minute after the last line', async () => {
    const { lines, view } = collect();
    vi.advanceTimersByTime(50_000);
    view.handle({ type: 'stage', stage: 'fetching', done: 5e6, total: 1e7, unit: 'bytes' });
    vi.advanceTimersByTime(50_000);
    expect(lines).toEqual(['fetching: started\n']);
    vi.advanceTimersByTime(11_000);
    expect(lines.at(-1)).toBe('still at work: fetching, 4.77 of 9.54 MiB  50 %\n');
    await view.finish();
  });
});

describe('no view', () => {
  it('prints nothing but warnings', async () => {
    const lines: string[] = [];
    const view = startSilentView({ sink: { write: (text) => lines.push(text) } });
    for (const event of recordedEvents()) view.handle(event);
    await view.finish();
    expect(lines).toEqual(['warning: the host was busy when the run began: load average 1.9 on 2 cores\n']);
  });
});
