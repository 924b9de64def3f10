import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stubDriver, unless } from './stub-driver.js';

const RUN = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
const BENCH = [
  'bench',
  'knn',
  '--dataset',
  'gaussian',
  '--n',
  '300',
  '--d',
  '8',
  '--queries',
  '3',
  '--k',
  '4',
];
const stub = stubDriver();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-cuda-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function mls(args: readonly string[], faults: Readonly<Record<string, string>>) {
  const library = 'library' in stub ? stub.library : '';
  return execa(process.execPath, [RUN, ...args], {
    cwd: folder,
    reject: false,
    env: { MLS_CACHE_DIR: join(folder, 'cache'), MLS_CUDA_LIBRARY: library, ...faults },
  });
}

/** The row of cuda, which runs before ts, and that of ts. */
async function rowsWith(faults: Readonly<Record<string, string>>) {
  const args = [...BENCH, '--backend', 'cuda,ts', '--rounds', '1', '--ui', 'none', '--json'];
  const { stdout } = await mls(args, faults);
  const rows: Record<string, unknown>[] = JSON.parse(stdout).rows;
  const of = (name: string) => rows.find(({ backend }) => backend === name);
  return { cuda: of('cuda'), ts: of('ts') };
}

describe.runIf('library' in stub)(`bench knn on a driver${unless(stub)}`, () => {
  it('without a fault gives a right answer', async () => {
    const { cuda } = await rowsWith({});
    expect(cuda).toMatchObject({ status: 'ok', check: 'pass', engine: 'driver', device: 'Stub GPU' });
  });

  it.each([
    [
      'that runs out of memory',
      { MLS_STUB_OUT_OF_MEMORY_AT: '1' },
      'out-of-memory',
      /out of memory: 32 MiB more of the GPU are needed, \d+ MiB are free/,
    ],
    [
      'whose kernel reads where it must not',
      { MLS_STUB_ILLEGAL_ADDRESS_AT: '2' },
      'failed',
      /cu\w+: CUDA_ERROR_ILLEGAL_ADDRESS \(700\); this process cannot use the GPU any more/,
    ],
    [
      'whose kernel does so in a later round',
      { MLS_STUB_ILLEGAL_ADDRESS_AT: '9' },
      'failed',
      /cu\w+: CUDA_ERROR_ILLEGAL_ADDRESS \(700\)/,
    ],
    [
      'that refuses the kernels',
      { MLS_STUB_BAD_PTX: '1' },
      'unavailable',
      /the driver does not take the kernels: cuModuleLoadDataEx: CUDA_ERROR_INVALID_PTX \(218\), ptxas.*Update the NVIDIA driver/,
    ],
  ])('%s fails its own row with the reason, and the others go on', async (_what, faults, status, reason) => {
    const { cuda, ts } = await rowsWith(faults);
    expect({ ...cuda, reason: String(cuda?.reason) }).toMatchObject({
      status,
      reason: expect.stringMatching(reason),
    });
    expect(ts).toMatchObject({ status: 'ok', check: 'pass' });
  });
});

describe.runIf('library' in stub)(`a probe${unless(stub)}`, () => {
  const probeWith = async (faults: Readonly<Record<string, string>>) => {
    const { stdout } = await mls(['backends', '--json'], faults);
    return JSON.stringify(
      JSON.parse(stdout).backends.find(({ backend }: { backend: string }) => backend === 'cuda'),
    );
  };

  it.each([
    ['no GPU', { MLS_STUB_NO_DEVICE: '1' }, 'the CUDA driver finds no GPU'],
    [
      'an old driver',
      { MLS_STUB_DRIVER_VERSION: '10020' },
      'the driver is of CUDA 10.2, and CUDA 11.0 is needed',
    ],
    ['an old GPU', { MLS_STUB_CAPABILITY: '75' }, 'compute capability 7.5, and 8.0 (Ampere) is needed'],
    [
      'no library',
      { MLS_CUDA_LIBRARY: '/nowhere/libcuda.so.1' },
      'no CUDA driver was found (/nowhere/libcuda.so.1',
    ],
  ])('that meets %s says so', async (_what, faults, reason) => {
    expect(await probeWith(faults)).toContain(reason);
  });

  it('that meets a library of something else says what it lacks', async () => {
    const libc = 'libm.so.6';
    expect(await probeWith({ MLS_CUDA_LIBRARY: libc })).toContain(
      'libm.so.6 is no driver for CUDA 11 or newer: it lacks cuInit',
    );
  });
});
