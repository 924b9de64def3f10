// Writes oclif.manifest.json, which spares the command line from loading every command to print its help, and the page
// that `mls --help` prints.
import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Config, Plugin } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
await writeFile(
  new URL('../oclif.manifest.json', import.meta.url),
  `${JSON.stringify(plugin.manifest, null, 2)}\n`,
);
await Config.load(root);

const page = new URL('../dist/root-help.txt', import.meta.url);
await rm(page, { force: true });
const env = { ...process.env, COLUMNS: '80', FORCE_COLOR: '1' };
delete env.NO_COLOR;
await writeFile(page, execFileSync(process.execPath, [`${root}bin/run.js`, '--help'], { env }));
