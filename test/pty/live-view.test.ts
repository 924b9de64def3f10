import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { RECORDED_RUN, recordedEvents } from '../ui/recorded-run.js';
import { Terminal, type TerminalOptions } from './terminal.js';

const PLAYER = fileURLToPath(new URL('./fixtures/play-run.js', import.meta.url));
const EVENTS = fileURLToPath(RECORDED_RUN);
const ESCAPE = '\u001B';

/** Parameters of every sequence that sets a colour or a weight. */
const graphics = (output: string) =>
  output
    .split(`${ESCAPE}[`)
    .slice(1)
    .flatMap((text) => /^([\d;]*)m/.exec(text)?.[1] ?? []);

let terminal: Terminal | undefined;
afterEach(() => terminal?.kill());

/** Plays with so many milliseconds between events, or without, until `release` while the last round goes on. */
function play(options: TerminalOptions, pace: number | 'held' = 5, ...more: string[]): Terminal {
  terminal = new Terminal([PLAYER, EVENTS, String(pace), ...more], options);
  return terminal;
}

describe('a run in a terminal', () => {
  it.each([
    [60, 24],
    [200, 50],
  ])('of %d columns is drawn live within its width, and ends as the table alone', async (columns, rows) => {
    const player = play({ columns, rows }, 'held');
    const live = await player.shows(/▸ \S+/);
    player.release();
    expect(live.length).toBeLessThan(rows);
    expect(live.join('\n')).toMatch(/^mls knn {2}20261103-120000-knn-k3f9 .*\d+\/16 cells {2}\d+s$/m);
    const { exitCode, screen, output } = await player.finished();
    const text = screen.join('\n');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^ metric +N +backend/m);
    expect(text).toContain('warning: the host was busy when the run began');
    expect(text).not.toMatch(/cells {2}\d|Ctrl-C|waiting/);
    // Nothing wrapped: every line of the table is one line of the screen.
    expect(screen.filter((line) => /^ (l2|cosine) /.test(line))).toHaveLength(4);
    expect(graphics(output)).not.toEqual([]);
  });

  it('keeps the clock going in place while a round goes on', async () => {
    const player = play({ columns: 100, rows: 40 }, 60_000);
    const first = await player.shows(/cells {2}1s$/m);
    const later = await player.shows(/cells {2}2s$/m);
    expect(later.slice(1)).toEqual(first.slice(1));
    expect(later).toHaveLength(first.length);
  });

  it('is redrawn when the window changes', async () => {
    const player = play({ columns: 100, rows: 40 }, 'held');
    await player.shows(/95 % CI/);
    player.resize(60, 24);
    const screen = await player.shows(/state +median +speed-up/);
    expect(Math.max(...screen.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('leaves Ctrl-C a signal, and the cursor visible after it', async () => {
    const player = play({ columns: 100, rows: 40 }, 60_000);
    await player.shows(/Ctrl-C/);
    player.type('\u0003');
    const { signal, output } = await player.finished();
    expect(signal).toBe(constants.signals.SIGINT);
    expect(output.lastIndexOf(`${ESCAPE}[?25h`)).toBeGreaterThan(output.lastIndexOf(`${ESCAPE}[?25l`));
  });

  it('leaves its last table where the results go elsewhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mls-pty-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stdout = join(folder, 'out.txt');
    const { screen } = await play({ columns: 100, rows: 40, stdout }).finished();
    const text = screen.join('\n');
    expect(text).toMatch(/ 16\/16 cells {2}\d+s$/m);
    expect(text).not.toMatch(/Ctrl-C|▸/);
    expect(text.match(/warning: the host was busy/g)).toHaveLength(1);
    expect(readFileSync(stdout, 'utf8')).toMatch(/^knn · gaussian/);
  });

  it('sets no colour under NO_COLOR, live and at the end', async () => {
    const player = play({ columns: 100, rows: 40, env: { NO_COLOR: '1' } }, 'held');
    await player.shows(/▸ \S+/);
    player.release();
    const { output } = await player.finished();
    expect(graphics(output)).toEqual([]);
  });

  it.each([
    ['of no size', { columns: 0, rows: 0 }],
    ['that is dumb', { columns: 80, rows: 24, env: { TERM: 'dumb' } }],
    ['of continuous integration', { columns: 80, rows: 24, env: { CI: 'true' } }],
  ])('%s is told line by line', async (_, options) => {
    const { exitCode, output } = await play(options).finished();
    expect(exitCode).toBe(0);
    expect(output).toContain('[16/16] ts, cosine · N 40,000: ');
    expect(output).not.toContain(`${ESCAPE}[2K`);
    expect(output).not.toContain(`${ESCAPE}[?25l`);
  });
});

describe('a run in a pipe', () => {
  it('carries no escape sequence, and keeps its lines off stdout', async () => {
    const { stdout, stderr } = await execa(process.execPath, [PLAYER, EVENTS], {
      extendEnv: false,
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color' },
    });
    expect(stdout + stderr).not.toContain(ESCAPE);
    const finished = recordedEvents().filter((event) => event.type === 'cell-finished');
    expect(stderr.match(/^\[ ?\d+\/16\] /gm)).toHaveLength(finished.length);
    expect(stdout).toMatch(/^knn · gaussian/);
  });
});
