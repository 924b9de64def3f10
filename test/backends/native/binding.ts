import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { backend } from '../../../src/backends/native/index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const probed = await backend.probe();

/** Why tests that need the addon are skipped, if they are. */
export const missing = probed.state === 'unavailable' ? `native kernels: ${probed.reason}` : undefined;
if (missing !== undefined) process.stderr.write(`skipped: ${missing}\n`);

/** The package's sources of the addon and the script that builds it, in a folder of their own. */
export function copyOfPackage(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mls-native-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  for (const folder of ['native', 'scripts', 'node_modules/node-api-headers']) {
    mkdirSync(join(copy, folder), { recursive: true });
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  }
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  return copy;
}

export function runBuild(folder: string, environment: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, [join(folder, 'scripts', 'build-native.js')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
}
