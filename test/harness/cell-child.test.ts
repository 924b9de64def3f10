import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CellChild } from '../../src/harness/cell-child.js';
import type { Cell } from '../../src/suites/suite.js';
import { isAlive, knnCell, signal, withOwnCache } from './real-cells.js';

const LIMIT_MS = 50_000;
withOwnCache();

const children: CellChild[] = [];
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.close()));
});

function start(): CellChild {
  const child = new CellChild();
  children.push(child);
  return child;
}

async function opened(cell: Cell = knnCell('null')): Promise<CellChild> {
  const child = start();
  await child.ask({ type: 'open', cell }, 'opened', LIMIT_MS);
  return child;
}

const round = (child: CellChild, limitMs = LIMIT_MS) =>
  child.ask({ type: 'round', round: 1 }, 'round', limitMs);

/** Stops the process where it stands, so that what is asked next stays unanswered. */
function freeze(child: CellChild): void {
  signal(child.pid, 'SIGSTOP');
}

describe('a child process of a cell', () => {
  it('opens a cell, runs rounds and ends', async () => {
    const child = start();
    const { opened } = await child.ask({ type: 'open', cell: knnCell('null') }, 'opened', LIMIT_MS);
    expect(opened).toMatchObject({ engine: 'null', device: 'none', precision: 'float64', threads: 1 });
    const { sample, peakRssBytes } = await child.ask({ type: 'round', round: 7 }, 'round', LIMIT_MS);
    expect(sample).toMatchObject({ round: 7, check: 'none', quality: {} });
    expect(sample.ms).toBeGreaterThanOrEqual(0);
    expect(peakRssBytes).toBeGreaterThan(10 * 2 ** 20);
    await child.close();
    expect(isAlive(child.pid)).toBe(false);
  });

  it('reports an error as the failure of what was asked, and lives on', async () => {
    const child = start();
    await expect(round(child)).rejects.toMatchObject({
      name: 'CellFailure',
      status: 'failed',
      reason: 'Error: a round was asked of a cell that is not open',
    });
    const unknown = { ...knnCell('null'), subject: 'nobody' };
    await expect(child.ask({ type: 'open', cell: unknown }, 'opened', LIMIT_MS)).rejects.toMatchObject({
      status: 'failed',
      reason: 'Error: no backend is called nobody',
    });
    await child.ask({ type: 'open', cell: knnCell('null') }, 'opened', LIMIT_MS);
    await expect(round(child)).resolves.toMatchObject({ type: 'round' });
  });

  it('reports parameters that its suite cannot read', async () => {
    const cell = { ...knnCell('null'), parameters: { k: 0 } };
    await expect(opened(cell)).rejects.toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^ZodError/),
    });
  });

  it('killed in the middle of a round fails with the signal', async () => {
    const child = await opened();
    freeze(child);
    const failure = round(child);
    signal(child.pid, 'SIGKILL');
    await expect(failure).rejects.toMatchObject({
      status: 'failed',
      reason: 'its process was killed by SIGKILL',
    });
  });

  it('killed between rounds fails with the signal at the next, however soon that is asked', async () => {
    const child = await opened();
    signal(child.pid, 'SIGKILL');
    // Dead, and this process has had no turn yet to learn of it: what is sent now meets a broken pipe.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    await expect(round(child)).rejects.toMatchObject({ reason: 'its process was killed by SIGKILL' });
    // And again, now that its end is known.
    await expect(round(child)).rejects.toMatchObject({ reason: 'its process was killed by SIGKILL' });
  });

  it('killed while a process of its own holds its pipes open fails with the signal', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mls-holder-'));
    const fixture = fileURLToPath(new URL('./fixtures/hold-pipes.cjs', import.meta.url));
    vi.stubEnv('NODE_OPTIONS', `--require ${fixture}`);
    vi.stubEnv('MLS_TEST_HOLDER', join(directory, 'pid'));
    const child = start();
    vi.unstubAllEnvs();
    await child.ask({ type: 'open', cell: knnCell('null') }, 'opened', LIMIT_MS);
    const holder = Number(await readFile(join(directory, 'pid'), 'utf8'));
    try {
      freeze(child);
      const failure = round(child);
      signal(child.pid, 'SIGKILL');
      await expect(failure).rejects.toMatchObject({ reason: 'its process was killed by SIGKILL' });
      expect(isAlive(holder)).toBe(true);
    } finally {
      signal(holder, 'SIGKILL');
      await rm(directory, { recursive: true });
    }
  });

  it('that takes too long is ended', async () => {
    const child = await opened();
    freeze(child);
    await expect(round(child, 200)).rejects.toMatchObject({
      status: 'timeout',
      reason: 'no answer within 200 ms (--timeout)',
    });
    await child.close();
    expect(isAlive(child.pid)).toBe(false);
  });

  it('may be given longer than a timer can count', async () => {
    const child = await opened();
    await expect(round(child, 1000 * 3600 * 1000)).resolves.toMatchObject({ type: 'round' });
  });

  it('leaves Ctrl-C to its parent', async () => {
    const child = await opened();
    signal(child.pid, 'SIGINT');
    await expect(round(child)).resolves.toMatchObject({ type: 'round' });
  });

  it('can be closed at any time, and more than once', async () => {
    const child = start();
    await child.close();
    await child.close();
    expect(isAlive(child.pid)).toBe(false);
    await expect(round(child)).rejects.toMatchObject({ status: 'failed' });
  });
});
