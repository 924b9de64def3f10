import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breachesOfSchema } from './recorded-runs.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mls-cache-'));
  for (const [folder, file] of [
    ['indexes', 'ab12.index'],
    ['datasets/mnist-784', 'train.f32'],
  ] as const) {
    await mkdir(join(cache, folder), { recursive: true });
    await writeFile(join(cache, folder, file), Buffer.alloc(2048));
  }
});
afterEach(() => rm(cache, { recursive: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, 'cache', ...args], {
    env: { NO_COLOR: '1', MLS_CACHE_DIR: cache },
    reject: false,
    stdin: 'ignore',
  });
}

const isThere = (path: string) =>
  access(join(cache, path)).then(
    () => true,
    () => false,
  );

describe('mls cache', () => {
  it('shows what is kept, for people and for programs', async () => {
    const [table, json] = await Promise.all([mls(), mls('--json')]);
    expect({ stderr: table.stderr, exitCode: table.exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(table.stdout).toMatch(/indexes +1 +2\.00 KiB +\d{4}-\d\d-\d\d \d\d:\d\d +built again/);
    expect(table.stdout).toMatch(/truth +– +– +– +computed by the oracle again/);
    expect(table.stdout).toContain(`Cache: 4.00 KiB in ${cache}`);
    expect(await breachesOfSchema('cache', json.stdout)).toEqual([]);
  });

  it('deletes kinds that are named, and only says so in a dry run', async () => {
    const dry = await mls('clean', 'indexes', '--dry-run');
    expect(dry.stdout).toBe('indexes: 1, 2.00 KiB\nWould free 2.00 KiB');
    expect(await isThere('indexes/ab12.index')).toBe(true);
    const { stdout, exitCode } = await mls('clean', 'indexes', '--yes', '--json');
    expect(exitCode).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ bytes: 2048, deleted: [{ kind: 'indexes', name: 'ab12' }] });
    expect(await breachesOfSchema('cache-clean', stdout)).toEqual([]);
    expect(await isThere('indexes/ab12.index')).toBe(false);
    expect(await isThere('datasets/mnist-784/train.f32')).toBe(true);
  });

  it('keeps what was used lately, and asks before it deletes', async () => {
    const lately = await mls('clean', '--all', '--unused-for', '1d', '--yes');
    expect(lately.stdout).toBe('Nothing to delete');
    const unasked = await mls('clean', '--all');
    expect(unasked.exitCode).toBe(2);
    expect(unasked.stderr).toContain('expected --yes to delete 4.00 KiB where nobody can be asked');
    expect(await isThere('indexes/ab12.index')).toBe(true);
  });
});
