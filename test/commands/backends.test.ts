import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACKEND_NAMES } from '../../src/backends/registry.js';
import { enginesDirectoryWith } from '../backends/tfjs/fake-native.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-backends-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function mls(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return execa(process.execPath, [RUN, ...args], {
    reject: false,
    stdin: 'ignore',
    env: { MLS_ENGINES_DIR: directory, ...env },
  });
}

describe('mls backends', () => {
  it('prints one JSON document that names every backend and engine', async () => {
    const { stdout, exitCode } = await mls(['backends', '--json']);
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(document.schemaVersion).toBe(1);
    expect(document.backends.map(({ backend }: { backend: string }) => backend)).toEqual([...BACKEND_NAMES]);
    const tfjs = document.backends.find(({ backend }: { backend: string }) => backend === 'tfjs');
    expect(tfjs).toMatchObject({ role: 'contender', summary: expect.any(String) });
    expect(tfjs.engines.find(({ engine }: { engine: string }) => engine === 'wasm')).toEqual({
      engine: 'wasm',
      state: 'available',
      default: true,
      device: expect.stringContaining('WASM'),
      precision: 'float32',
      threads: 1,
      reason: null,
      remedy: null,
    });
    expect(tfjs.engines.find(({ engine }: { engine: string }) => engine === 'cuda')).toEqual({
      engine: 'cuda',
      state: 'unavailable',
      default: false,
      device: null,
      precision: null,
      threads: null,
      reason: '@tensorflow/tfjs-node-gpu is not installed',
      remedy: 'Run: mls backends setup tfjs-cuda',
    });
  });

  it('prints a table without escapes into a pipe, the defaults marked', async () => {
    const { stdout, stderr } = await mls(['backends'], { FORCE_COLOR: '1' });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/wasm \* +available +float32 +1 /);
    expect(stdout).toMatch(/cuda +unavailable .*Run: mls backends setup tfjs-cuda/);
    expect(stderr).toBe('');
  });
});

/** An npm that does what this script says. */
function npmThat(script: string): NodeJS.ProcessEnv {
  const bin = join(directory, 'npm');
  writeFileSync(bin, `#!/bin/sh\n${script}\n`);
  chmodSync(bin, 0o755);
  return { PATH: `${directory}${delimiter}${process.env.PATH}` };
}

describe('mls backends setup', () => {
  it('names the nearest match for a wrong name', async () => {
    const { stdout, stderr, exitCode } = await mls(['backends', 'setup', 'tfjs-nod']);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^mls: expected NAME to be one of tfjs-cuda, .*; got "tfjs-nod" - did you mean tfjs-node\?$/,
    );
  });

  it('only prints what it would run with --dry-run', async () => {
    const { stdout, exitCode } = await mls(
      ['backends', 'setup', 'tfjs-node', '--dry-run'],
      npmThat('exit 1'),
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`mkdir -p ${join(directory, 'tfjs-node')}`);
    expect(stdout).toMatch(/&& npm install .*--foreground-scripts$/);
  });

  it('fails in one line, exit 1, when the download does, npm having printed live on stderr', async () => {
    const env = npmThat('echo "Error: getaddrinfo ENOTFOUND example.org" >&2; echo fetching; exit 1');
    const { stdout, stderr, exitCode } = await mls(['backends', 'setup', 'tfjs-node', '--json'], env);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('fetching');
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 1,
      error: {
        code: 'setup',
        message: expect.stringMatching(/^tfjs-node could not be set up: the download failed/),
      },
    });
  });

  it('says that what it installed works, and the next time that it is set up already', async () => {
    const fake = enginesDirectoryWith({ recipe: 'tfjs-node', name: '@tensorflow/tfjs-node', usesGpu: false });
    try {
      const env = npmThat(`cp -r ${join(fake, 'tfjs-node', 'node_modules')} .`);
      const first = await mls(['backends', 'setup', 'tfjs-node'], env);
      expect(first).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/^tfjs-node is installed: node runs on .*float32/),
      });
      const again = await mls(['backends', 'setup', 'tfjs-node', '--json'], npmThat('exit 1'));
      expect(JSON.parse(again.stdout)).toMatchObject({ exitCode: 0, verdict: 'already', name: 'tfjs-node' });
    } finally {
      rmSync(fake, { recursive: true });
    }
  });

  it('says that what it installed cannot run here, exit 100', async () => {
    const { stdout, exitCode } = await mls(['backends', 'setup', 'tfjs-node'], npmThat('exit 0'));
    expect(exitCode).toBe(100);
    expect(stdout).toMatch(
      /^tfjs-node is installed, but cannot run here: @tensorflow\/tfjs-node is not installed\./,
    );
  });
});
