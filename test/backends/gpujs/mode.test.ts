import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildKernel, checkMode } from '../../../src/backends/gpujs/devices/build-kernel.js';
import { type GpuKernel, loadGpuJs } from '../../../src/backends/gpujs/gpu-js.js';
import { UnavailableError } from '../../../src/backends/shared/errors.js';

const DOUBLE = { source: 'function (v) { return v[this.thread.x] * 2; }', output: [4] };
const VALUES = Float32Array.of(1, 2, 3, 4);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a kernel', () => {
  it('runs in the mode asked for', async () => {
    const { GPU, input } = loadGpuJs('webasm');
    const kernel = await buildKernel(new GPU({ mode: 'webasm' }), 'webasm', DOUBLE, {}, [input(VALUES, [4])]);
    expect(kernel.kernel.constructor.name).toBe('WebAssemblyKernel');
    expect(Array.from(kernel(input(VALUES, [4])) as Float32Array)).toEqual([2, 4, 6, 8]);
  });

  it('is refused, without a word on the console, when gpu.js would fall back to its CPU mode', async () => {
    const warn = vi.spyOn(console, 'warn');
    const { GPU, input } = loadGpuJs('webasm');
    const unsupported = { argumentTypes: ['HTMLImage'] };
    const building = buildKernel(new GPU({ mode: 'webasm' }), 'webasm', DOUBLE, unsupported, [
      input(VALUES, [4]),
    ]);
    await expect(building).rejects.toThrow(UnavailableError);
    await expect(building).rejects.toThrow(/not supported on the webasm backend/);
    expect(warn).not.toHaveBeenCalled();
  });

  it('is refused when another mode took its place unasked', () => {
    class CPUKernel {}
    const kernel = { kernel: new CPUKernel() } as unknown as GpuKernel;
    expect(() => checkMode(kernel, 'webasm')).toThrow(/CPUKernel took its place/);
    expect(() => checkMode(kernel, 'cpu')).not.toThrow();
  });
});
