import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Probe } from '../../../src/backends/backend.js';

const DIST = fileURLToPath(new URL('../../../dist/backends', import.meta.url));

/**
 * Probes the compiled backend from a folder of its own, where `modules` are all that is installed: file texts by path
 * below node_modules.
 */
export function probeWith(
  modules: Readonly<Record<string, string>>,
  engines: readonly (string | undefined)[],
  environment: NodeJS.ProcessEnv = process.env,
): Probe[] {
  const folder = mkdtempSync(join(tmpdir(), 'mls-gpujs-'));
  try {
    for (const part of ['gpujs', 'shared', 'backend.js']) {
      cpSync(join(DIST, part), join(folder, 'dist', 'backends', part), { recursive: true });
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, text] of Object.entries(modules)) {
      const file = join(folder, 'node_modules', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const program = `const { backend } = await import('./dist/backends/gpujs/index.js');
      const probes = [];
      for (const engine of ${JSON.stringify(engines.map((engine) => engine ?? null))}) {
        probes.push(await backend.probe(engine ?? undefined));
      }
      process.stdout.write(JSON.stringify(probes));`;
    const options = { cwd: folder, env: environment, encoding: 'utf8' } as const;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', program],
      options,
    );
    if (stderr !== '') throw new Error(stderr);
    return JSON.parse(stdout) as Probe[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
