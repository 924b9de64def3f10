/**
 * Compiles the kernels of the backend `native` into build/native/mls.node, with nothing but a C compiler (CC, else cc).
 * npm runs it at install: where it fails it says so in one line and the install goes on; build/native/build.json keeps
 * the reason and build.log what the compiler printed. With --strict a failure is one.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, sourcesIn } from './native-sources.js';
import { compilerCommand, inParallel, runCompiler } from './run-compiler.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'build', 'native');
const ADDON = join(OUT, 'mls.node');
const REPORT = join(OUT, 'build.json');
const FOLDERS = ['src', 'kernels', 'binding'];
const isStrict = process.argv.includes('--strict');

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return {};
  }
}

/** Symbols of N-API are found in the process that loads the addon. */
function linkFlags() {
  return process.platform === 'darwin'
    ? ['-dynamiclib', '-undefined', 'dynamic_lookup']
    : ['-shared', '-pthread', '-lm'];
}

function headers() {
  const manifest = createRequire(import.meta.url).resolve('node-api-headers/package.json');
  return join(dirname(manifest), 'include');
}

async function compile(compiler) {
  if (process.platform === 'win32') throw new Error('it needs POSIX threads, which Windows has not');
  const include = headers();
  const folder = mkdtempSync(join(OUT, 'compiling-'));
  try {
    const objects = [];
    const jobs = sourcesIn(ROOT, FOLDERS).map(({ path, flags }) => {
      const object = join(folder, `${path.replace('/', '-')}.o`);
      objects.push(object);
      const source = join(ROOT, 'native', path);
      const args = ['-O2', ...flags, '-DNAPI_VERSION=8', '-I', include, '-c', source, '-o', object];
      return () => runCompiler(compiler, args);
    });
    await inParallel(jobs);
    const addon = join(folder, 'mls.node');
    const [shared, ...libraries] = linkFlags();
    await runCompiler(compiler, [shared, ...objects, '-o', addon, ...libraries]);
    // A process that has the old one loaded keeps it.
    renameSync(addon, ADDON);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build() {
  const compiler = compilerCommand();
  mkdirSync(OUT, { recursive: true });
  const hash = hashOf(ROOT, FOLDERS, { compiler, platform: process.platform, architecture: process.arch });
  if (existsSync(ADDON) && readReport().hash === hash) return;
  try {
    await compile(compiler);
    writeFileSync(REPORT, `${JSON.stringify({ state: 'built', hash })}\n`);
    console.log('mls: built the native kernels');
  } catch (error) {
    rmSync(ADDON, { force: true });
    writeFileSync(REPORT, `${JSON.stringify({ state: 'failed', reason: error.message })}\n`);
    writeFileSync(join(OUT, 'build.log'), `${error.message}\n${error.output ?? ''}`);
    throw error;
  }
}

try {
  await build();
} catch (error) {
  if (isStrict) {
    console.error(error.output || error.message);
    process.exitCode = 1;
  } else {
    console.log(`mls: built without its native kernels: ${error.message}`);
  }
}
