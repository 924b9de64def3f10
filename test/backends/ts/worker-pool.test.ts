import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Metric } from '../../../src/backends/backend.js';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import type { Job } from '../../../src/backends/ts/job.js';
import { WorkerFailedError } from '../../../src/backends/ts/worker-failed-error.js';
import { WorkerPool } from '../../../src/backends/ts/worker-pool.js';
import { openEngine } from './opened.js';

const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);

function openPool(file: string, threads: number): WorkerPool {
  const pool = new WorkerPool(fixture(file), threads);
  onTestFinished(() => pool.close());
  return pool;
}

/** A job whose metric tells the fixture how to fail. */
function jobThat(fails: string): Job {
  const none = new Float32Array(0);
  return { kind: 'row distances', metric: fails as Metric, d: 1, x: none, y: none, out: none };
}

describe('a pool whose worker', () => {
  it.each([
    ['exits', 'exit', /ended with exit code 7/],
    ['throws outside of a job', 'throw', /uncaught in the worker/],
    ['reports a failure', 'report', /out of range/],
  ])('%s rejects the job it was at and all later ones', async (_, how, message) => {
    const pool = openPool('worker-that-fails.mjs', 2);
    await pool.ready();
    const failure = pool.run(jobThat(how));
    await expect(failure).rejects.toBeInstanceOf(WorkerFailedError);
    await expect(failure).rejects.toMatchObject({
      name: 'WorkerFailedError',
      message: expect.stringMatching(message),
    });
    await expect(pool.run(jobThat('nothing'))).rejects.toBeInstanceOf(WorkerFailedError);
  });

  it('does not start is never ready', async () => {
    const pool = openPool('worker-that-does-not-start.mjs', 1);
    await expect(pool.ready()).rejects.toMatchObject({ name: 'WorkerFailedError', message: /no start/ });
  });

  it('is closed under a job rejects it', async () => {
    const pool = openPool('worker-that-fails.mjs', 1);
    await pool.ready();
    const running = pool.run(jobThat('nothing'));
    const outcome = expect(running).rejects.toMatchObject({ name: 'WorkerFailedError', message: /closed/ });
    await pool.close();
    await outcome;
  });
});

describe('an engine', () => {
  it('does calls that are made at once one after the other', async () => {
    const engine = await openEngine(2);
    const x = { n: 3, d: 1, data: Float32Array.of(1, 2, 3) };
    const y = { n: 3, d: 1, data: Float32Array.of(5, 5, 5) };
    const both = await Promise.all([engine.rowDistances(x, y, 'l1'), engine.rowDistances(x, y, 'dot')]);
    expect(both.map((one) => Array.from(one))).toEqual([
      [4, 3, 2],
      [-5, -10, -15],
    ]);
  });

  it('refuses calls after it is closed', async () => {
    const engine = await openEngine();
    await engine.close();
    const rows = { n: 1, d: 1, data: Float32Array.of(1) };
    await expect(engine.rowDistances(rows, rows, 'l2')).rejects.toMatchObject({ message: /closed/ });
  });

  it('that idles keeps no process alive', async () => {
    const source = new URL('../../../src/backends/ts/index.ts', import.meta.url);
    const built = builtEntry(source.href, './index.js');
    const { stdout } = await execa(process.execPath, [fixture('idle-engine.mjs').pathname, built.href], {
      timeout: 30_000,
    });
    expect(stdout).toBe('nearest 0');
  });
});
