import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enginesDirectoryWith } from './fake-native.js';

const INDEX = new URL('../../../dist/backends/tfjs/index.js', import.meta.url).href;

/** Opens the engines one after another in one process. */
function openIn(engines: readonly string[]) {
  const directory = enginesDirectoryWith({
    recipe: 'tfjs-node',
    name: '@tensorflow/tfjs-node',
    usesGpu: false,
  });
  const program = `const { backend } = await import(${JSON.stringify(INDEX)});
    const handlers = () => ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
    const before = handlers();
    const timeline = { time: (_part, work) => work(), add() {}, reading: (work) => work() };
    for (const engine of ${JSON.stringify(engines)}) {
      await (await backend.open({ engine, threads: 1, timeline })).close();
    }
    process.exitCode = handlers().join() === before.join() ? 0 : 3;`;
  try {
    return spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, MLS_ENGINES_DIR: directory },
      encoding: 'utf8',
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe.each([
  ['cpu', ['cpu']],
  ['wasm', ['wasm']],
  ['node', ['node']],
  ['all of them', ['cpu', 'wasm', 'node', 'cpu']],
])('opening %s', (_name, engines) => {
  it('prints nothing and leaves no handler on the process', () => {
    expect(openIn(engines)).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });
});
