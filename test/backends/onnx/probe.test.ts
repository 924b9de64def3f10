import { describe, expect, it } from 'vitest';
import { ENGINE_NAMES } from '../../../src/backends/onnx/engine-names.js';
import { nearestModel } from '../../../src/backends/onnx/graphs.js';
import { backend } from '../../../src/backends/onnx/index.js';
import { checkIsolated } from '../../../src/backends/onnx/probing/isolated-check.js';
import { plainMessage } from '../../../src/backends/onnx/probing/reasons.js';
import { loadRuntime, sessionOptions } from '../../../src/backends/onnx/runtime.js';

const STAND_IN = new URL('./fixtures/probe-process.js', import.meta.url);

describe('a probe', () => {
  it.each(
    ENGINE_NAMES,
  )('of %s says what runs, or why nothing does and what to do, each in a line', async (engine) => {
    const probe = await backend.probe(engine);
    expect(probe.engine).toBe(engine);
    if (probe.state === 'available') {
      expect(probe.device).not.toBe('');
      return;
    }
    for (const text of [probe.reason, probe.remedy]) expect(text).toMatch(/^\S.*\S$/);
  });

  it('finds the CPU provider, which is bundled', async () => {
    expect(await backend.probe('cpu')).toMatchObject({ state: 'available', precision: 'float32' });
  });

  it('takes no software adapter unless it is asked for by name', async () => {
    const best = await backend.probe();
    expect(best.state).toBe('available');
    if (best.state === 'available') expect(best.device).not.toMatch(/software/i);
  });

  it('names the engines there are when asked for another', async () => {
    expect(await backend.probe('rocm')).toEqual({
      state: 'unavailable',
      engine: 'rocm',
      reason: 'onnx has no engine rocm',
      remedy: 'Choose one of cuda, webgpu, cpu.',
    });
  });
});

describe('a process of its own', () => {
  it('may crash, and says so', async () => {
    const message = 'its probe was killed by SIGSEGV';
    expect(await checkIsolated('cuda', STAND_IN)).toEqual({ state: 'fails', message });
  });

  it('may end early, and its last words are told', async () => {
    const message = 'its probe exited with code 3: the driver is broken';
    expect(await checkIsolated('webgpu', STAND_IN)).toEqual({ state: 'fails', message });
  });

  it('hands its report over', async () => {
    expect(await checkIsolated('cpu', STAND_IN)).toEqual({ state: 'works', device: 'a CPU' });
  });
});

it('messages lose the places in the sources that they begin with', () => {
  const adapter =
    '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize()::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n\n';
  expect(plainMessage(adapter)).toBe('Failed to get a WebGPU adapter: No supported adapters');
  const library =
    'onnxruntime::Provider& Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library x.so\nmore';
  expect(plainMessage(library)).toBe('Failed to load library x.so');
  expect(plainMessage('it computes wrongly')).toBe('it computes wrongly');
});

it('a session that may not fall back is refused where its nodes would run on the CPU', async () => {
  const ort = await loadRuntime();
  const { extra } = sessionOptions('webgpu', 1);
  const onCpu = { ...sessionOptions('cpu', 1), extra: extra ?? {} };
  await expect(ort.InferenceSession.create(nearestModel(), onCpu)).rejects.toThrow(/fallback/);
});
