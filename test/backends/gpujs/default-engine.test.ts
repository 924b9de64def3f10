import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Probe } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/gpujs/index.js';
import { probeEngine } from '../../../src/backends/gpujs/probing/probe.js';

vi.mock('../../../src/backends/gpujs/probing/probe.js', () => ({ probeEngine: vi.fn() }));

const available = (engine: string, device: string): Probe => ({
  state: 'available',
  engine,
  device,
  precision: 'float32',
  threads: 1,
});
const unavailable = (engine: string): Probe => ({
  state: 'unavailable',
  engine,
  reason: 'none',
  remedy: 'none',
});

/** A machine on which each engine finds this device, or none. */
function machine(devices: Readonly<Record<string, string | undefined>>): void {
  vi.mocked(probeEngine).mockImplementation(async (engine) => {
    const device = devices[engine];
    return device === undefined ? unavailable(engine) : available(engine, device);
  });
}

afterEach(() => {
  vi.resetAllMocks();
});

describe('the engine taken when none is named', () => {
  const host = { webasm: 'a CPU', cpu: 'a CPU' };

  it.each([
    ['WebGPU on a GPU', { webgpu: 'NVIDIA H200', headlessgl: 'ANGLE (NVIDIA)', ...host }, 'webgpu'],
    [
      'GL on a GPU rather than WebGPU on the CPU',
      { webgpu: 'SwiftShader driver', headlessgl: 'ANGLE (NVIDIA)', ...host },
      'headlessgl',
    ],
    [
      'WebAssembly rather than software renderers',
      { webgpu: 'llvmpipe: Mesa 25', headlessgl: 'ANGLE (llvmpipe)', ...host },
      'webasm',
    ],
    ['plain JavaScript at last', { cpu: 'a CPU' }, 'cpu'],
  ])('is %s', async (_case, devices, engine) => {
    machine(devices);
    expect(await backend.probe()).toMatchObject({ state: 'available', engine });
  });

  it('is a software renderer when it is named', async () => {
    machine({ headlessgl: 'ANGLE (llvmpipe)', ...host });
    expect(await backend.probe('headlessgl')).toMatchObject({ state: 'available', engine: 'headlessgl' });
  });

  it('is none where nothing runs, with the reason of the best one', async () => {
    machine({});
    expect(await backend.probe()).toEqual(unavailable('webgpu'));
    await expect(
      backend.open({
        threads: 1,
        timeline: { time: (_part, work) => work(), add() {}, reading: (work) => work() },
      }),
    ).rejects.toMatchObject({ name: 'UnavailableError', subject: 'gpujs (webgpu)' });
  });
});

it('an engine that does not exist is unavailable, and the others are named', async () => {
  expect(await backend.probe('gpu')).toMatchObject({
    state: 'unavailable',
    remedy: 'choose one of webgpu, headlessgl, webasm, cpu',
  });
});
