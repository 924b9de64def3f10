import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import { missing } from './binding.js';

const fixture = fileURLToPath(new URL('./fixtures/work-under-way.mjs', import.meta.url));
const source = new URL('../../../src/backends/native/index.ts', import.meta.url);
const binding = builtEntry(source.href, './binding.js').href;

it.skipIf(missing !== undefined).each([
  ['exit', 7, ''],
  ['terminate', 0, 'terminated\n'],
])('a process or thread that ends while kernels run ends well: %s', (how, code, said) => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [fixture, binding, how], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect({ status, signal, stdout, stderr }).toEqual({
    status: code,
    signal: null,
    stdout: said,
    stderr: '',
  });
});
