import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { KERNEL_NAMES, parametersOf } from '../../../src/backends/cuda/driver/kernel-signatures.js';

interface BuildPtx {
  readonly PTX_FILE: URL;
  sourcesHash(): Promise<string>;
  headerOf(hash: string): string;
  compilePtx(): Promise<string>;
  nvccVersion(nvcc?: string): Promise<string | undefined>;
}

const script = new URL('../../../scripts/build-ptx.js', import.meta.url);
const { compilePtx, headerOf, nvccVersion, PTX_FILE, sourcesHash }: BuildPtx = await import(script.href);
const run = promisify(execFile);
const ptx = await readFile(PTX_FILE, 'utf8');

const PTX_TYPE = { p: 'u64', l: 'u64', i: 'u32', f: 'f32' } as const;

const made = ptx.match(/^\/\/ nvcc (.*)$/m)?.[1];
const nvcc = await nvccVersion();
// It answers as nvcc does.
const ptxas = await nvccVersion('ptxas');
const isSameNvcc = nvcc !== undefined && nvcc === made;
const whyNot = isSameNvcc
  ? ''
  : ` (skipped: ${nvcc === undefined ? 'no nvcc' : `nvcc is ${nvcc}, not ${made}`})`;

describe('the shipped PTX', () => {
  it('was compiled from the sources beside it', async () => {
    expect(ptx.split('\n')[0]).toBe(headerOf(await sourcesHash()));
  });

  it('is of a version that drivers of CUDA 11.0 take', () => {
    expect(ptx).toMatch(/^\.version 7\.0\n\.target sm_80\n/m);
  });

  it('has each kernel that is launched, with the parameters it is given, and no other', () => {
    const entries = [...ptx.matchAll(/\.entry (\w+)\(([^)]*)\)/g)];
    expect(entries.map(([, name]) => name).sort()).toEqual([...KERNEL_NAMES].sort());
    for (const name of KERNEL_NAMES) {
      const declared = entries.find(([, entry]) => entry === name)?.[2] ?? '';
      const types = [...declared.matchAll(/\.param \.(\w+)/g)].map(([, type]) => type);
      expect({ name, types }).toEqual({ name, types: parametersOf(name).map((type) => PTX_TYPE[type]) });
    }
  });

  it.runIf(isSameNvcc)(`is what nvcc makes of the sources${whyNot}`, async () => {
    expect(await compilePtx()).toBe(ptx);
  });

  it.runIf(ptxas).each(['sm_80', 'sm_90'])(
    `assembles for %s without spilling much${ptxas ? '' : ' (skipped: no ptxas)'}`,
    async (architecture) => {
      const file = fileURLToPath(PTX_FILE);
      const { stderr, stdout } = await run('ptxas', ['-v', `-arch=${architecture}`, '-o', '/dev/null', file]);
      const spilt = [...`${stdout}${stderr}`.matchAll(/(\d+) bytes spill stores/g)].map(([, bytes]) =>
        Number(bytes),
      );
      expect(spilt.length).toBeGreaterThanOrEqual(KERNEL_NAMES.length);
      expect(Math.max(...spilt)).toBeLessThanOrEqual(64);
    },
  );
});
