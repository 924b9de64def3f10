import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { missing } from './binding.js';

const SCRIPT = fileURLToPath(new URL('../../../scripts/sanitize-native.js', import.meta.url));

it.skipIf(missing !== undefined)(
  'the kernels keep to their memory and find the nearest of random shapes',
  (context) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, 'address', '--shapes=300'], {
      encoding: 'utf8',
    });
    if (status === 2) {
      process.stderr.write(`skipped: ${stdout}`);
      context.skip(stdout.trim());
    }
    expect(`${stdout}${stderr}`).toMatch(/^address:\n300 shapes, 0 wrong\n$/);
  },
);
