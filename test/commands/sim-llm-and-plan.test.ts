import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breachesOfSchema } from './recorded-runs.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mls-computed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, ...args], {
    reject: false,
    stdin: 'ignore',
    cwd: folder,
    env: { NO_COLOR: '1' },
  });
}

describe('mls sim llm', () => {
  it('prints one document that holds to its schema, of requests that are drawn', async () => {
    const { stdout, stderr, exitCode } = await mls(
      ...['sim', 'llm', '--policy', 'vllm,static', '--rate', '2', '--duration', '20s', '--json'],
    );
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(await breachesOfSchema('sim-llm', stdout)).toEqual([]);
    expect(JSON.parse(stdout).rows).toMatchObject([
      { policy: 'vllm', status: 'ok' },
      { policy: 'static', status: 'ok' },
    ]);
  });

  it('says of each row which profile there is none of', async () => {
    const { stdout, exitCode } = await mls(
      ...['sim', 'llm', '--profile', 'nowhere', '--kv-blocks', '99', '--policy', 'vllm', '--json'],
    );
    expect(exitCode).toBe(100);
    expect(JSON.parse(stdout).rows).toMatchObject([
      { status: 'unavailable', reason: expect.stringContaining('nowhere') },
    ]);
  });
});

describe('mls plan nexus', () => {
  it('plans the worked example on two GPUs, as a document that holds to its schema', async () => {
    const { stdout, exitCode } = await mls('plan', 'nexus', 'table-2', '--json');
    expect(exitCode).toBe(0);
    expect(await breachesOfSchema('plan-nexus', stdout)).toEqual([]);
    expect((await mls('plan', 'nexus', 'table-2', '--gpus-only', '--form', 'paper')).stdout).toBe('2');
  });

  it('says in a line where a file of sessions is none', async () => {
    const { stderr, exitCode } = await mls('plan', 'nexus', 'nowhere.yaml');
    expect({ lines: stderr.split('\n').length, exitCode }).toEqual({ lines: 1, exitCode: 2 });
    expect(stderr).toContain('there is no such file');
  });
});
