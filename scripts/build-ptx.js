// Compiles cuda/ into cuda/mls.ptx, which is committed: whoever installs the package has a driver and no nvcc. The
// first line of the PTX names the sources by their hash, and the second the compiler: a test tells by them whether it is
// still what the sources give.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCES = new URL('../cuda/', import.meta.url);
export const PTX_FILE = new URL('mls.ptx', SOURCES);
/** What drivers of CUDA 11.0 and newer take. Nothing in the kernels needs more, which ptxas checks. */
const PTX_VERSION = '7.0';

/** Of all that the compiler reads. */
export async function sourcesHash() {
  const hash = createHash('sha256');
  const names = (await readdir(SOURCES)).filter((name) => /\.cuh?$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\0`).update(await readFile(new URL(name, SOURCES)));
  return hash.digest('hex');
}

export const headerOf = (hash) => `// cuda/ sha256 ${hash}`;

/** Such as 13.0.88; undefined where it is not installed. */
export async function nvccVersion(nvcc = 'nvcc') {
  const found = await promisify(execFile)(nvcc, ['--version']).catch(() => undefined);
  return found?.stdout.match(/release [\d.]+, V([\d.]+)/)?.[1];
}

/** The text of the PTX, with the compiler's own comments (its version, and when it ran) left out. */
export async function compilePtx(nvcc = 'nvcc') {
  const folder = await mkdtemp(join(tmpdir(), 'mls-ptx-'));
  try {
    const out = join(folder, 'mls.ptx');
    const source = fileURLToPath(new URL('mls.cu', SOURCES));
    await promisify(execFile)(nvcc, ['-arch=compute_80', '-ptx', '-o', out, source]);
    const body = (await readFile(out, 'utf8'))
      .replace(/^\s*\/\/.*\n/gm, '')
      .replace(/^\.version .*$/m, `.version ${PTX_VERSION}`)
      .trim();
    return `${headerOf(await sourcesHash())}\n// nvcc ${await nvccVersion(nvcc)}\n${body}\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(PTX_FILE, await compilePtx());
