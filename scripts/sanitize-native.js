/**
 * Compiles the native kernels with sanitizers and runs them on random shapes (native/test/driver.c):
 * `sanitize-native.js [address|thread ...] [--shapes=N] [--seed=N]`. Exits 2 where the compiler has no such sanitizer.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesIn } from './native-sources.js';
import { compilerCommand, inParallel, runCompiler } from './run-compiler.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FLAGS = {
  address: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'],
  thread: ['-fsanitize=thread'],
};

const given = process.argv.slice(2);
const option = (name, otherwise) =>
  given.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const named = given.filter((word) => Object.hasOwn(FLAGS, word));
const folder = mkdtempSync(join(tmpdir(), 'mls-sanitize-'));

async function hasRuntime(compiler, flags) {
  const source = join(folder, 'empty.c');
  writeFileSync(source, 'int main(void) { return 0; }\n');
  try {
    await runCompiler(compiler, [...flags, source, '-o', join(folder, 'empty')]);
    return spawnSync(join(folder, 'empty')).status === 0;
  } catch {
    return false;
  }
}

async function sanitize(name) {
  const compiler = compilerCommand();
  const flags = FLAGS[name];
  if (!(await hasRuntime(compiler, flags))) {
    console.log(`${name}: the C compiler ${compiler[0]} has no runtime for this sanitizer`);
    return 2;
  }
  const objects = [];
  const jobs = sourcesIn(ROOT, ['src', 'kernels', 'test']).map((source) => {
    const object = join(folder, `${name}-${source.path.replace('/', '-')}.o`);
    objects.push(object);
    const args = ['-O1', '-g', ...source.flags, ...flags, '-c', join(ROOT, 'native', source.path)];
    return () => runCompiler(compiler, [...args, '-o', object]);
  });
  await inParallel(jobs);
  const driver = join(folder, name);
  await runCompiler(compiler, [...flags, ...objects, '-o', driver, '-pthread', '-lm']);
  console.log(`${name}:`);
  const { status } = spawnSync(driver, [option('shapes', '10000'), option('seed', '1')], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

try {
  for (const name of named.length > 0 ? named : Object.keys(FLAGS)) {
    process.exitCode ||= await sanitize(name);
  }
} catch (error) {
  console.error(error.output || error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
