import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressLine, progressText } from '../../src/ui/progress-line.js';

const MIB = 2 ** 20;

class Screen {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
    readonly rows = 24,
  ) {}
  write(text: string): void {
    this.text += text;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('CI', undefined);
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('progressLine on a terminal', () => {
  it('draws one line over and over, and puts the last word in its place', () => {
    const screen = new Screen(true);
    const line = progressLine({ label: 'x', stream: screen, json: false });
    line.update(0, 2 * MIB);
    line.update(MIB, 2 * MIB);
    vi.advanceTimersByTime(100);
    line.finish('done');
    const first = 'x ------------------------ 0 % 0 B of 2.00 MiB';
    const second = 'x ############------------ 50 % 1.00 MiB of 2.00 MiB';
    expect(screen.text).toBe(`\r${first}\r${second}\r${' '.repeat(second.length)}\rdone\n`);
  });

  it('covers a longer line with a shorter one', () => {
    const screen = new Screen(true);
    const line = progressLine({ label: 'x', stream: screen, json: false });
    line.update(1000, undefined);
    line.update(MIB, undefined);
    vi.advanceTimersByTime(100);
    line.update(5, undefined);
    vi.advanceTimersByTime(100);
    expect(screen.text).toBe('\rx 1,000 B\rx 1.00 MiB\rx 5.00 B  ');
  });

  it.each([20, 60])('stays within a window of %d columns', (columns) => {
    const screen = new Screen(true, columns);
    const line = progressLine({ label: 'fashion-mnist-784', stream: screen, json: false });
    line.update(MIB, 50 * MIB);
    line.finish();
    for (const drawn of screen.text.split('\r')) expect(drawn.length).toBeLessThan(columns);
  });

  it('is redrawn only when there is news', () => {
    const screen = new Screen(true);
    const line = progressLine({ label: 'x', stream: screen, json: false });
    line.update(1, 2);
    vi.advanceTimersByTime(10_000);
    expect(screen.text.match(/\r/g)).toHaveLength(1);
    line.finish();
    line.finish();
  });
});

describe.each([
  ['a pipe', new Screen(false)],
  ['a terminal of no size', new Screen(true, 0, 0)],
])('progressLine on %s', (_, { isTTY, columns, rows }) => {
  it('writes plain lines, at most one in five seconds', () => {
    const screen = new Screen(isTTY, columns, rows);
    const line = progressLine({ label: 'x', stream: screen, json: false });
    for (let done = 0; done <= 110; done++) {
      line.update(done * MIB, 200 * MIB);
      vi.advanceTimersByTime(100);
    }
    line.finish('done');
    expect(screen.text).toBe(
      'x 0 % 0 B of 200 MiB\nx 24 % 49.0 MiB of 200 MiB\nx 49 % 99.0 MiB of 200 MiB\ndone\n',
    );
  });
});

describe('progressLine under --json', () => {
  it('writes nothing', () => {
    const screen = new Screen(true);
    const line = progressLine({ label: 'x', stream: screen, json: true });
    line.update(1, 2);
    vi.advanceTimersByTime(10_000);
    line.finish('done');
    expect(screen.text).toBe('');
  });
});

describe('progressText', () => {
  it('does not go beyond all of it', () => {
    expect(progressText('x', 3, 2, false)).toBe('x 100 % 3.00 B of 2.00 B');
  });
});
