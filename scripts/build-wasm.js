// Compiles assembly/ into the modules of the wasm backend, once for each engine. It runs at every build, so it does
// nothing while neither a source nor the compiler has changed.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ENGINES = { simd: [], 'relaxed-simd': ['--enable', 'relaxed-simd'] };
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads'];
/** A page is 64 KiB; the backend decides how much a memory really holds, up to all that 32 bits address. */
const MEMORY = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];

const root = new URL('../', import.meta.url);
const sources = new URL('assembly/', root);
const built = new URL('dist/backends/wasm/', root);
const stamp = new URL('.built', built);

const state = await fingerprint();
if (!(await isBuilt())) {
  const { default: asc } = await import('assemblyscript/asc');
  await mkdir(built, { recursive: true });
  for (const [engine, features] of Object.entries(ENGINES)) await compile(asc, engine, features);
  await writeFile(stamp, state);
}

async function isBuilt() {
  const files = await readdir(built).catch(() => []);
  const whole = Object.keys(ENGINES).every((engine) => files.includes(`${engine}.wasm`));
  return whole && (await readFile(stamp, 'utf8').catch(() => '')) === state;
}

/** What the modules are made of. */
async function fingerprint() {
  const hash = createHash('sha256');
  const inputs = (await readdir(sources)).filter((name) => name.endsWith('.ts')).sort();
  const files = [...inputs.map((name) => new URL(name, sources)), new URL(import.meta.url)];
  files.push(new URL('node_modules/assemblyscript/package.json', root));
  for (const file of files)
    hash.update(`${file.pathname.slice(root.pathname.length)}\0`).update(await readFile(file));
  return hash.digest('hex');
}

async function compile(asc, engine, features) {
  // Another build may be running: each writes a file of its own and puts it into place whole.
  const made = new URL(`${engine}.${process.pid}.wasm`, built);
  const entry = fileURLToPath(new URL('index.ts', sources));
  const { error, stderr } = await asc.main([
    entry,
    '-o',
    fileURLToPath(made),
    ...OPTIONS,
    ...MEMORY,
    ...features,
  ]);
  if (error) {
    await rm(made, { force: true });
    throw new Error(`assembly/ does not compile for ${engine}\n${stderr.toString()}`, { cause: error });
  }
  await rename(made, new URL(`${engine}.wasm`, built));
}
