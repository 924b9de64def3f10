import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/backends/setup/recipe.js';
import { RECIPES } from '../../../src/backends/setup/recipes.js';
import { asShell, setUp } from '../../../src/backends/setup/set-up.js';
import { MlsError } from '../../../src/errors.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mls-setup-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A recipe for an engine that is not there, whose command is a program of ours. */
function recipeOf(program: string): Recipe {
  const [first] = RECIPES;
  if (first === undefined) throw new Error('there are no recipes');
  return {
    ...first,
    plan: async () => ({
      directory: join(directory, 'engine'),
      files: { 'package.json': '{}\n' },
      command: [process.execPath, '--eval', program],
    }),
  };
}

describe('setting an engine up', () => {
  it('writes the files, runs the command there, and probes again', async () => {
    const program =
      "require('node:fs').writeFileSync('ran', require('node:fs').readFileSync('package.json'))";
    const outcome = await setUp(recipeOf(program));
    expect(readFileSync(join(directory, 'engine', 'ran'), 'utf8')).toBe('{}\n');
    expect(outcome).toMatchObject({ state: 'installed', probe: { state: 'unavailable', engine: 'cuda' } });
  });

  it.each([
    [
      'Error: getaddrinfo ENOTFOUND example.org',
      /the download failed \(.*ENOTFOUND.*\)\. Go online.*TFJS_NODE_BASE_URI/,
    ],
    ['npm error code ENOSPC', /the disk is full \(code ENOSPC\).*MLS_ENGINES_DIR/],
    ['something else is an error', /something else is an error\. What it printed above says more/],
  ])('that prints "%s" fails with one line that says what to do', async (printed, expected) => {
    const failing = setUp(recipeOf(`console.error(${JSON.stringify(printed)}); process.exit(1)`));
    const error: unknown = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(MlsError);
    expect(error).toMatchObject({ exitCode: 1, message: expect.stringMatching(expected) });
    expect((error as MlsError).message).not.toContain('\n');
  });

  it('leaves an engine alone that works', async () => {
    const working: Recipe = { ...recipeOf('process.exit(1)'), backend: 'tfjs', engine: 'wasm' };
    expect(await setUp(working)).toMatchObject({ state: 'already', probe: { state: 'available' } });
  });
});

describe('a recipe', () => {
  it.each(
    RECIPES.map(({ name }) => name).filter((name) => name.startsWith('tfjs')),
  )('%s pins its package and lets its install script run', async (name) => {
    const plan = await RECIPES.find((recipe) => recipe.name === name)?.plan();
    const manifest = JSON.parse(plan?.files['package.json'] ?? '{}');
    const [packageName] = Object.keys(manifest.dependencies);
    expect(manifest.dependencies[packageName ?? '']).toBe('4.22.0');
    expect(manifest.allowScripts[packageName ?? '']).toBe(true);
  });

  it('can be printed as shell commands, quoted', () => {
    const commands = asShell({
      directory: '/a b',
      files: { 'x.json': '{"y": "it\'s"}\n' },
      command: ['npm', 'install'],
    });
    expect(commands).toEqual([
      "mkdir -p '/a b'",
      `echo '{"y": "it'\\''s"}' > '/a b/x.json'`,
      "cd '/a b' && npm install",
    ]);
  });
});
