import { describe, expect, it, onTestFinished } from 'vitest';
import { WorkerFailedError } from '../../../../src/backends/shared/threads/worker-failed-error.js';
import { WorkerPool } from '../../../../src/backends/shared/threads/worker-pool.js';

const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);

interface Job {
  /** How the fixture fails at it. */
  readonly fails: string;
}

function openPool(file: string, threads: number): WorkerPool<Job> {
  const pool = new WorkerPool<Job>(fixture(file), threads, 'test');
  onTestFinished(() => pool.close());
  return pool;
}

describe('a pool whose worker', () => {
  it.each([
    ['exits', 'exit', /ended with exit code 7/],
    ['throws outside of a job', 'throw', /uncaught in the worker/],
    ['reports a failure', 'report', /out of range/],
  ])('%s rejects the job it was at and all later ones', async (_, how, message) => {
    const pool = openPool('worker-that-fails.mjs', 2);
    await pool.ready();
    const failure = pool.run({ fails: how });
    await expect(failure).rejects.toBeInstanceOf(WorkerFailedError);
    await expect(failure).rejects.toMatchObject({
      name: 'WorkerFailedError',
      message: expect.stringMatching(message),
    });
    await expect(pool.run({ fails: 'nothing' })).rejects.toBeInstanceOf(WorkerFailedError);
  });

  it('does not start is never ready', async () => {
    const pool = openPool('worker-that-does-not-start.mjs', 1);
    await expect(pool.ready()).rejects.toMatchObject({ name: 'WorkerFailedError', message: /no start/ });
  });

  it('is closed under a job rejects it', async () => {
    const pool = openPool('worker-that-fails.mjs', 1);
    await pool.ready();
    const running = pool.run({ fails: 'nothing' });
    const outcome = expect(running).rejects.toMatchObject({ name: 'WorkerFailedError', message: /closed/ });
    await pool.close();
    await outcome;
  });
});
