import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

interface Manifest {
  readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, unknown>> }>>;
}

describe('what users build on', () => {
  it('has its JSON Schemas as the code has them (npm run schemas)', async () => {
    const script = new URL('scripts/json-schemas.js', ROOT).href;
    const { jsonSchemas }: { jsonSchemas(): [string, string][] } = await import(script);
    const schemas = jsonSchemas();
    expect((await readdir(new URL('schemas/', ROOT))).sort()).toEqual(schemas.map(([name]) => name).sort());
    for (const [name, text] of schemas) {
      expect(await readFile(new URL(`schemas/${name}`, ROOT), 'utf8'), name).toBe(text);
    }
  });

  it('shows the same help from the page that the build keeps as when it is made anew', async () => {
    const run = fileURLToPath(new URL('bin/run.js', ROOT));
    const help = (...args: string[]) =>
      execa(process.execPath, [run, ...args], {
        env: { NO_COLOR: '1', COLUMNS: '80' },
        stripFinalNewline: false,
      });
    const [kept, made] = await Promise.all([help('--help'), help('help')]);
    expect(kept.stdout).toBe(made.stdout);
    expect(kept.stdout).toContain('bench');
  });

  it('has the commands and flags it had', async () => {
    const manifest: Manifest = JSON.parse(await readFile(new URL('oclif.manifest.json', ROOT), 'utf8'));
    const surface = Object.entries(manifest.commands)
      .map(([id, { flags }]) => `mls ${id.replaceAll(':', ' ')}: ${Object.keys(flags).sort().join(' ')}`)
      .sort();
    await expect(`${surface.join('\n')}\n`).toMatchFileSnapshot('golden/commands.txt');
  });
});
