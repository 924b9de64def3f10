import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Probe } from '../../../src/backends/backend.js';
import { enginesDirectoryWith, type FakePackage } from './fake-native.js';

const CPU: FakePackage = { recipe: 'tfjs-node', name: '@tensorflow/tfjs-node', usesGpu: false };
const GPU: FakePackage = { recipe: 'tfjs-cuda', name: '@tensorflow/tfjs-node-gpu', usesGpu: true };

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});

/** What `script` logs as JSON, run with `backend` in a process that finds these packages. */
function inProcess<T>(packages: readonly FakePackage[], script: string): T {
  const directory = enginesDirectoryWith(...packages);
  made.push(directory);
  const index = new URL('../../../dist/backends/tfjs/index.js', import.meta.url);
  const program = `const { backend } = await import(${JSON.stringify(index.href)});
    const timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };
    const log = (value) => console.log(JSON.stringify(value));
    ${script}`;
  const stdout = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: { ...process.env, MLS_ENGINES_DIR: directory },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout) as T;
}

const probe = (packages: readonly FakePackage[], engine?: string) =>
  inProcess<Probe>(packages, `log(await backend.probe(${JSON.stringify(engine)}));`);

describe('a native package in the engines directory', () => {
  it('runs as node, on the CPU, with the threads it was given', () => {
    const identity = inProcess(
      [CPU],
      `const engine = await backend.open({ threads: 3, timeline });
       const source = { identity: 's', n: 3, d: 1, read: async (_s, _n, into) => into.set([5, 1, 4]), close() {} };
       const set = await engine.load(source, 'l2');
       const { ids } = await set.knn({ n: 1, d: 1, data: Float32Array.of(0) }, 2);
       log({ ...engine.identity, ids: [...ids] });`,
    );
    expect(identity).toMatchObject({ engine: 'node', precision: 'float32', threads: 3, ids: [1, 2] });
  });

  it('is the default before WebAssembly', () => {
    expect(probe([CPU])).toMatchObject({ state: 'available', engine: 'node' });
    expect(probe([])).toMatchObject({ state: 'available', engine: 'wasm' });
  });

  it('is unavailable with what it said when it does not load', () => {
    expect(probe([{ ...CPU, usesGpu: undefined }], 'node')).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('libtensorflow.so.2: cannot open shared object file'),
      remedy: 'Run: mls backends setup tfjs-node',
    });
  });
});

describe('the GPU package', () => {
  it('is cuda when its binding runs on a GPU', () => {
    expect(probe([GPU], 'cuda')).toMatchObject({ state: 'available', engine: 'cuda' });
  });

  it('is not called cuda when its operations run on the CPU', () => {
    expect(probe([{ ...GPU, usesGpu: false }], 'cuda')).toMatchObject({
      state: 'unavailable',
      engine: 'cuda',
      reason: expect.stringContaining('runs its operations on the CPU'),
    });
  });

  it('is node when its operations run on the CPU', () => {
    expect(probe([{ ...GPU, usesGpu: false }])).toMatchObject({ state: 'available', engine: 'node' });
  });

  it('is refused as node by a process in which it has a GPU', () => {
    const script = "await backend.probe('cuda'); log(await backend.probe('node'));";
    expect(inProcess([GPU], script)).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('already started libtensorflow on a GPU'),
    });
  });
});

it.each([
  ['cuda', '@tensorflow/tfjs-node-gpu', 'mls backends setup tfjs-cuda'],
  ['node', '@tensorflow/tfjs-node', 'mls backends setup tfjs-node'],
])('without its package, %s says how to install it', (engine, name, command) => {
  expect(probe([], engine)).toMatchObject({
    state: 'unavailable',
    engine,
    reason: `${name} is not installed`,
    remedy: `Run: ${command}`,
  });
});

it('an engine that was asked for is never replaced by another', () => {
  const script = `await backend.open({ engine: 'node', threads: 1, timeline }).catch(({ name, message }) => log({ name, message }));`;
  expect(inProcess([], script)).toEqual({
    name: 'UnavailableError',
    message: expect.stringContaining('@tensorflow/tfjs-node is not installed'),
  });
});
