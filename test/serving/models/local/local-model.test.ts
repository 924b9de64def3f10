import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { localNames } from '../../../../src/serving/models/local/local-names.js';
import { loadModel } from '../../../../src/serving/models/registry.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mls-local-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('the name of a model', () => {
  it('may be a path to a generator, or to an embedder and a generator', async () => {
    expect(await localNames('/m/opt')).toEqual({
      embedder: undefined,
      generator: { kind: 'folder', path: '/m/opt' },
    });
    expect(await localNames('/m/e5, /m/tiny.gguf')).toEqual({
      embedder: '/m/e5',
      generator: { kind: 'gguf', path: '/m/tiny.gguf' },
    });
  });

  it('may hold a comma where there is such a path', async () => {
    const path = join(root, 'a,b.gguf');
    await writeFile(path, 'GGUF');
    expect(await localNames(path)).toEqual({ embedder: undefined, generator: { kind: 'gguf', path } });
  });

  it('is none of a model or a path: then all that there is is listed', async () => {
    expect(await localNames('defualt')).toBeUndefined();
    await expect(loadModel('defualt')).rejects.toThrow(UsageError);
    await expect(loadModel('defualt')).rejects.toThrow(
      /default, emulated, published, .*folder.*\.gguf.*URL.*; got "defualt"/,
    );
  });

  it.each(['/a,/b,/c', '/a,', '/a.gguf,/b'])('cannot be %s', async (name) => {
    await expect(localNames(name)).rejects.toThrow(UsageError);
  });
});

describe('the probe of a model in files', () => {
  const reason = async (name: string): Promise<string> => {
    const probe = await (await loadModel(name)).probe();
    return probe.state === 'available' ? 'available' : probe.reason;
  };

  it('says what is missing, of either part', async () => {
    expect(await reason(root)).toMatch(/a generator.*has no config\.json/);
    await writeFile(join(root, 'config.json'), '{}');
    await writeFile(join(root, 'tokenizer.json'), '{}');
    expect(await reason(root)).toMatch(/a generator.*decoder_model_merged\.onnx/);
    await writeFile(join(root, 'model.onnx'), '');
    expect(await reason(`${join(root, 'none')},${root}`)).toMatch(/an embedder.*none, has no config\.json/);
  });

  it('says that a file is not there, or is no GGUF', async () => {
    expect(await reason(join(root, 'none.gguf'))).toMatch(/none\.gguf cannot be read \(ENOENT\)/);
    await writeFile(join(root, 'a.gguf'), 'GG');
    expect(await reason(join(root, 'a.gguf'))).toMatch(/is no GGUF file/);
  });
});
