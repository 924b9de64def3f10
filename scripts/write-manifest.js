// Writes oclif.manifest.json, which spares the command line from loading every command to print its help.
import { writeFile } from 'node:fs/promises';
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
