import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { stubDriver, unless } from './stub-driver.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const stub = stubDriver();

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The suite asks each backend whether it can run here; in this process of its own the stub says so. */
it.runIf('library' in stub)(
  `every case of the conformance suite passes on the stub driver${unless(stub)}`,
  async () => {
    if (!('library' in stub)) return;
    const folder = await mkdtemp(join(tmpdir(), 'mls-conformance-'));
    try {
      const out = join(folder, 'report.json');
      await execa(
        process.execPath,
        [
          join(ROOT, 'node_modules/vitest/vitest.mjs'),
          ...['run', 'test/conformance/conformance.test.ts', '--reporter=json', `--outputFile=${out}`],
        ],
        {
          cwd: ROOT,
          reject: false,
          env: { MLS_CUDA_LIBRARY: stub.library, MLS_CONFORMANCE: 'cuda', VITEST: undefined },
        },
      );
      const report: Report = JSON.parse(await readFile(out, 'utf8'));
      const cases = report.testResults.flatMap((file) => file.assertionResults);
      expect(cases.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([]);
      const ofCuda = cases.filter(({ fullName, status }) => fullName.includes('cuda') && status === 'passed');
      expect(ofCuda.length).toBeGreaterThan(80);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
