import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HOST_ENGINES } from './opened.js';

const INDEX = new URL('../../../dist/backends/gpujs/index.js', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('./fixtures/search.mjs', import.meta.url));

it.each(
  HOST_ENGINES,
)('a search on %s prints nothing, and the process ends when the engine is closed', (engine) => {
  const options = { encoding: 'utf8', timeout: 30_000 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, INDEX, engine], options);
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
});
