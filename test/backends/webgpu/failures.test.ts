import { describe, expect, it } from 'vitest';
import { createWebGpuKernels } from '../../../src/backends/webgpu/block-kernels.js';
import { Gpu } from '../../../src/backends/webgpu/device/gpu.js';
import { NO_TIMELINE, realRows } from '../../conformance/vectors.js';
import { device, engineHere } from './here.js';

const { engine, unless } = await engineHere();
const LIMITS = {
  bufferBytes: 2 ** 28,
  bindingBytes: 2 ** 27,
  workgroupBytes: 2 ** 14,
  workgroupsPerDimension: 65535,
};

/** The little of a device that watches over work, which fails as it is told to. */
function failing(
  scope: GPUErrorFilter | undefined,
  lost: Promise<{ message: string }> = new Promise(() => {}),
): Gpu {
  const scopes: GPUErrorFilter[] = [];
  const fake = {
    features: new Set<string>(),
    lost,
    addEventListener() {},
    pushErrorScope: (filter: GPUErrorFilter) => scopes.push(filter),
    popErrorScope: async () => (scopes.pop() === scope ? { message: 'first line\nsecond line' } : null),
  };
  return new Gpu(fake as unknown as GPUDevice, 'a device', LIMITS);
}

describe('work that fails', () => {
  it.each([
    ['out-of-memory', 'DeviceMemoryError', 'out of memory on a device: first line; stream with --memory'],
    ['validation', 'DeviceFaultError', 'a device refused work: first line'],
    ['internal', 'DeviceFaultError', 'a device refused work: first line'],
  ] as const)('by %s is a %s', async (scope, name, message) => {
    await expect(failing(scope).run(async () => 1)).rejects.toMatchObject({ name, message });
  });

  it('with an error of its own keeps that, and the next is done', async () => {
    const gpu = failing(undefined);
    await expect(gpu.run(() => Promise.reject(new RangeError('own')))).rejects.toThrow('own');
    expect(await gpu.run(async () => 2)).toBe(2);
  });

  it.each([
    'GPUPipelineError',
    'OperationError',
  ])('with a %s of the driver says so in one line', async (name) => {
    const cause = Object.assign(new Error('no such register\nand more'), { name });
    await expect(failing(undefined).run(() => Promise.reject(cause))).rejects.toMatchObject({
      name: 'DeviceFaultError',
      message: 'a device refused work: no such register',
      cause,
    });
  });

  it('because the device goes while it waits ends at once, as does all that follows', async () => {
    const gpu = failing(undefined, Promise.resolve({ message: 'gone\nfor good' }));
    const lost = {
      name: 'DeviceLostError',
      message: expect.stringMatching(/^lost the device a device: gone;.*$/),
    };
    await expect(gpu.run(() => new Promise(() => {}))).rejects.toMatchObject(lost);
    await expect(gpu.run(async () => 1)).rejects.toMatchObject(lost);
  });
});

it.runIf(engine)(`a device that is lost between two calls is told of by the second${unless}`, async () => {
  const { gpu, identity } = await device(engine);
  const kernels = await createWebGpuKernels(gpu, identity, { timeline: NO_TIMELINE });
  const block = await kernels.upload(realRows(500, 9, 1), 'l2');
  const under = kernels.topK(block, realRows(3, 9, 2), 4);
  gpu.device.destroy();
  await expect(under).rejects.toMatchObject({ name: 'DeviceLostError' });
  await expect(kernels.topK(block, realRows(3, 9, 2), 4)).rejects.toMatchObject({
    name: 'DeviceLostError',
  });
  await kernels.close();
});

it.runIf(engine)(`a buffer the device does not allow is refused in one line${unless}`, async () => {
  const { gpu } = await device(engine);
  const tooLarge = async () =>
    gpu.device.createBuffer({ size: 2 * gpu.limits.bufferBytes + 1024, usage: 128 });
  const failure = await gpu.run(tooLarge).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'DeviceFaultError', message: expect.not.stringContaining('\n') });
  await gpu.close();
});
