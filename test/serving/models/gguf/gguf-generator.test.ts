import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../../../src/backends/shared/errors.js';
import { DataError, UsageError } from '../../../../src/errors.js';
import { findRuntime } from '../../../../src/serving/models/gguf/find-runtime.js';
import { ggufGenerator } from '../../../../src/serving/models/gguf/gguf-generator.js';
import { loadModel } from '../../../../src/serving/models/registry.js';
import type { Generator } from '../../../../src/serving/pipeline/generator.js';

const FAKE = join(import.meta.dirname, 'fixtures/fake-node-llama-cpp.mjs');

interface Seen {
  readonly options: unknown[];
  readonly prompts: string[];
  readonly mostUnderWay: number;
  readonly underWay: number;
  readonly disposed: number;
}
const seen = (): Seen => (globalThis as unknown as { fakeLlama: Seen }).fakeLlama;

let directory: string;
let model: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-gguf-'));
  model = join(directory, 'tiny.gguf');
  await writeFile(model, 'GGUF and so on');
  vi.spyOn(process, 'cwd').mockReturnValue(directory);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

/** Installs what stands for the package where the command is run. */
async function install(): Promise<void> {
  const folder = join(directory, 'node_modules/node-llama-cpp');
  await mkdir(join(folder, 'dist'), { recursive: true });
  // As that package has it: nothing that CommonJS could resolve.
  const manifest = {
    name: 'node-llama-cpp',
    type: 'module',
    main: './dist/index.js',
    exports: { '.': { import: './dist/index.js' } },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await copyFile(FAKE, join(folder, 'dist/index.js'));
}

const { signal } = new AbortController();
function opened(path = model, maxTokens = 20): Promise<Generator> {
  const spec = { model: path, corpus: 'animals', threads: 3, maxTokens };
  return ggufGenerator(path, { spec, signal, progress() {} });
}
const backwards = (text: string): string => [...text].reverse().join('');

describe('a GGUF model', () => {
  it('is unavailable without node-llama-cpp, and says how to install it', async () => {
    expect(await findRuntime()).toBeUndefined();
    const probe = await (await loadModel(model)).probe();
    expect(probe).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('not installed'),
      remedy: expect.stringContaining('npm install node-llama-cpp'),
    });
    await expect(opened()).rejects.toThrow(UnavailableError);
  });

  it('is unavailable where the package does not load', async () => {
    await install();
    await rm(join(directory, 'node_modules/node-llama-cpp/dist'), { recursive: true });
    await expect(opened()).rejects.toThrow(/does not load .*npm install/);
  });

  it('answers more prompts than it has sequences, as many at once as it has, each as alone', async () => {
    await install();
    const generator = await opened();
    expect(seen().options).toEqual([
      { gpu: false, build: 'never', logLevel: 'error', progressLogs: false, maxThreads: 3 },
    ]);
    const prompts = Array.from({ length: 20 }, (_, i) => `prompt${'!'.repeat(i % 7)}${i}`);
    const together = await generator.generate(prompts, 20, signal);
    expect(together).toEqual(prompts.map(backwards));
    expect(seen().mostUnderWay).toBe(8);
    expect(await generator.generate(prompts.slice(3, 4), 20, signal)).toEqual(together.slice(3, 4));
    const [a, b] = await Promise.all([
      generator.generate(prompts.slice(0, 6), 20, signal),
      generator.generate(prompts.slice(6, 12), 20, signal),
    ]);
    expect([...a, ...b]).toEqual(together.slice(0, 12));
    await generator.close();
    expect(seen().disposed).toBe(1);
  });

  it('ends at the most tokens, and before a question of its own', async () => {
    await install();
    const generator = await opened();
    expect(await generator.generate(['0123456789', backwards('yes.\nQuestion: no')], 4, signal)).toEqual([
      '9876',
      'yes.',
    ]);
    expect(await generator.generate([backwards('yes.\n\nQuestion: no')], 20, signal)).toEqual(['yes.']);
    await generator.close();
  });

  it('reads the end of a prompt that is longer than its context', async () => {
    await install();
    const generator = await opened();
    await generator.generate([`${'a'.repeat(200)}z`], 20, signal);
    expect(seen().prompts.at(-1)).toBe(`${'a'.repeat(100 - 20 - 2)}z`);
    await generator.close();
    await expect(opened(model, 90)).rejects.toThrow(UsageError);
  });

  it('stops between tokens when nobody waits any more, and answers others after that', async () => {
    await install();
    const generator = await opened();
    const leaving = new AbortController();
    const reason = new Error('left');
    const asked = generator.generate(['x'.repeat(60), 'y'.repeat(60)], 20, leaving.signal);
    setTimeout(() => leaving.abort(reason), 5);
    await expect(asked).rejects.toBe(reason);
    expect(seen().underWay).toBe(0);
    expect(await generator.generate(['abc'], 20, signal)).toEqual(['cba']);
    await generator.close();
  });

  it('says what a file is that llama.cpp does not read', async () => {
    await install();
    const broken = join(directory, 'broken.gguf');
    await writeFile(broken, 'GGUF');
    await expect(opened(broken)).rejects.toThrow(/broken\.gguf .*cut short/);
    expect(seen().disposed).toBe(1);
    await writeFile(broken, 'PK');
    await expect(opened(broken)).rejects.toThrow(DataError);
  });
});
