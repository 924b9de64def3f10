import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Fingerprint } from '../results/fingerprint.js';

const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Packages whose version can change a figure. */
const ENGINES = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm', 'gpu.js', 'usearch'];

/** @param root of the package whose code is measured: with a slash at its end; by default this one's */
export async function fingerprint(root: string = PACKAGE_ROOT): Promise<Fingerprint> {
  const cpus = os.cpus();
  return {
    host: {
      name: os.hostname(),
      cpu: cpus[0]?.model.trim() ?? 'unknown',
      cores: os.availableParallelism(),
      memoryBytes: os.totalmem(),
      os: `${os.type()} ${os.release()}`,
      arch: os.arch(),
    },
    versions: { node: process.versions.node, v8: process.versions.v8, ...engineVersions(root) },
    code: { mls: packageVersion(`${root}package.json`) ?? 'unknown', commit: await commit(root) },
    loadAverage: os.loadavg()[0] ?? 0,
  };
}

function engineVersions(root: string): Record<string, string> {
  const require = createRequire(`${root}package.json`);
  const versions: Record<string, string> = {};
  for (const name of ENGINES) {
    const folder = require.resolve
      .paths(name)
      ?.find((path) => packageVersion(`${path}/${name}/package.json`));
    const version = folder && packageVersion(`${folder}/${name}/package.json`);
    if (version) versions[name] = version;
  }
  return versions;
}

function packageVersion(path: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const version =
      typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : undefined;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** The commit of the checkout this code runs from; null where it was installed as a package. */
async function commit(root: string): Promise<string | null> {
  const git = (...args: string[]) => execa('git', args, { cwd: root, reject: false, timeout: 5000 });
  const top = await git('rev-parse', '--show-toplevel', 'HEAD');
  const [folder, head] = top.stdout?.split('\n') ?? [];
  if (top.failed || head === undefined || `${folder}/` !== root) return null;
  const status = await git('status', '--porcelain', '--untracked-files=no');
  return status.stdout === '' ? head : `${head}-dirty`;
}
