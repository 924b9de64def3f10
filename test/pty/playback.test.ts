import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Terminal, type TerminalOptions } from './terminal.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SIMULATION = ['--policy', 'symphony', '--rate', '1000', '--gpus', '4', '--duration', '2s'];

let folder: string;
let run: string;
let terminal: Terminal | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mls-play-'));
  await execa(process.execPath, [RUN, 'sim', 'serving', ...SIMULATION, '--out', folder, '--ui', 'none']);
  run = readdirSync(folder)[0] ?? '';
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => terminal?.kill());

function replay(options: TerminalOptions, ...args: string[]): Terminal {
  terminal = new Terminal([RUN, 'replay', run, '--runs', folder, ...args], options);
  return terminal;
}

describe('a simulation that is played in a terminal', () => {
  it('shows what the GPUs run, stops and goes on by keys, and ends with the table', async () => {
    const player = replay({ columns: 100, rows: 24 });
    const shown = await player.shows(/^GPU 3 .*\n.*waiting \d+ {2}good/m);
    expect(shown.join('\n')).toMatch(/symphony 1000\/s {2}1,\d+\.\d ms {2}[\d.]+× of real time/);
    expect(shown.join('\n')).toMatch(/^GPU 0 .*(\d+ × resnet50|idle)$/m);
    player.type(' ');
    await player.shows(/ms {2}paused/);
    player.type(' ');
    await player.shows(/of real time/);
    player.type('q');
    const { exitCode, screen } = await player.finished();
    expect(exitCode).toBe(0);
    expect(screen.join('\n')).toMatch(/^ +bound\/s +goodput\/s/m);
    expect(screen.join('\n')).not.toContain('space pauses');
  });

  it('ends by itself, as fast as it is told', async () => {
    const { exitCode } = await replay({ columns: 80, rows: 24 }, '--speed', '100x').finished();
    expect(exitCode).toBe(0);
  });

  it('is interrupted by Ctrl-C, though keys are read', async () => {
    const player = replay({ columns: 60, rows: 10 });
    await player.shows(/waiting/);
    player.type('\u0003');
    expect((await player.finished()).exitCode).toBe(130);
  });
});
