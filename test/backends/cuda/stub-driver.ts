import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURE = fileURLToPath(new URL('fixtures/stub-driver/', import.meta.url));
const KERNELS = fileURLToPath(new URL('../../../cuda/', import.meta.url));
const UNITS = ['driver.cpp', 'block.cpp', 'kernels.cpp'];
const FLAGS = [
  '-std=c++17',
  '-O2',
  '-U_FORTIFY_SOURCE',
  '-Wno-unknown-pragmas',
  '-fPIC',
  '-shared',
  '-pthread',
];

export type StubDriver = { readonly library: string } | { readonly missing: string };

/**
 * A driver without a GPU, which runs the kernels of cuda/ on the CPU. It is compiled once for its sources and kept in
 * the system's temporary folder.
 */
export function stubDriver(): StubDriver {
  if (process.platform !== 'linux') return { missing: 'the stub driver is made for Linux' };
  const compiler = process.env.CXX ?? 'c++';
  try {
    execFileSync(compiler, ['--version'], { stdio: 'ignore' });
  } catch {
    return { missing: `there is no C++ compiler (${compiler}) for the stub driver` };
  }
  const folder = join(tmpdir(), `mls-stub-driver-${sourcesHash()}`);
  const library = join(folder, 'libcuda.so.1');
  if (!existsSync(library)) {
    mkdirSync(folder, { recursive: true });
    // Test files run side by side: each compiles for itself and puts it into place whole.
    const made = `${library}.${process.pid}`;
    const units = UNITS.map((unit) => join(FIXTURE, unit));
    execFileSync(compiler, [...FLAGS, `-I${KERNELS}`, ...units, '-o', made], { stdio: 'pipe' });
    renameSync(made, library);
  }
  return { library };
}

/** What a skipped test says of itself. */
export function unless(stub: StubDriver): string {
  return 'missing' in stub ? ` (skipped: ${stub.missing})` : '';
}

function sourcesHash(): string {
  const hash = createHash('sha256').update(FLAGS.join(' '));
  for (const folder of [FIXTURE, KERNELS]) {
    for (const name of readdirSync(folder).sort()) {
      if (/\.(cpp|h|cuh?)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
