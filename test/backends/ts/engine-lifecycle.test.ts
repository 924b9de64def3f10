import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import { openEngine } from './opened.js';

const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);

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

  it.each([
    'ts',
    'wasm',
  ])('of %s is closed before the process ends that waits for nothing else', async (name) => {
    const source = new URL(`../../../src/backends/${name}/index.ts`, import.meta.url);
    const built = builtEntry(source.href, './index.js');
    const { stdout, exitCode } = await execa(
      process.execPath,
      [fixture('closed-engine.mjs').pathname, built.href],
      {
        timeout: 30_000,
      },
    );
    expect({ stdout, exitCode }).toEqual({ stdout: 'closed', exitCode: 0 });
  });
});
