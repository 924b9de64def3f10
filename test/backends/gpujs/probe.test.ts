import { describe, expect, it } from 'vitest';
import { isSoftwareRenderer } from '../../../src/backends/gpujs/probing/hardware.js';
import { probeWith } from './isolated-package.js';

const GPU_JS = { 'gpu.js/package.json': '{ "main": "index.js" }', 'gpu.js/index.js': 'module.exports = {};' };
const GL = { 'gl/package.json': '{ "main": "index.js" }', 'gl/index.js': '' };
const { DISPLAY: _, ...WITHOUT_DISPLAY } = process.env;

describe('without gpu.js', () => {
  it('every engine is unavailable, says why and what to install', () => {
    for (const probe of probeWith({}, ['webgpu', 'headlessgl', 'webasm', 'cpu', undefined])) {
      expect(probe).toMatchObject({
        state: 'unavailable',
        reason: 'the optional package gpu.js is not installed',
        remedy: 'npm install gpu.js@2.24.1',
      });
    }
  });
});

it('a gpu.js that does not load makes every engine unavailable, with its message', () => {
  const broken = { ...GPU_JS, 'gpu.js/index.js': 'throw new Error("half installed")' };
  const reason = 'gpu.js does not load: half installed';
  expect(probeWith(broken, ['webasm', 'cpu'])).toMatchObject([{ reason }, { reason }]);
});

describe('headlessgl', () => {
  it('wants the package gl, then its native part, then an X display', () => {
    const built = { ...GL, 'gl/build/Release/webgl.node': '' };
    const probes = [GPU_JS, { ...GPU_JS, ...GL }, { ...GPU_JS, ...built }].flatMap((modules) =>
      probeWith(modules, ['headlessgl'], WITHOUT_DISPLAY),
    );
    expect(probes.slice(0, 2)).toMatchObject([
      {
        state: 'unavailable',
        reason: 'the package gl is not installed',
        remedy: 'mls backends setup gpujs-headlessgl',
      },
      { state: 'unavailable', reason: 'the native part of the package gl is not built' },
    ]);
    if (process.platform !== 'linux') return;
    expect(probes[2]).toMatchObject({
      reason: 'there is no X display (DISPLAY is not set)',
      remedy: 'xvfb-run -a mls ...',
    });
  });

  it('says what is wrong with a native part that does not load', () => {
    const broken = {
      ...GL,
      'gl/build/Release/webgl.node': '',
      'gl/index.js': 'throw new Error("wrong ABI")',
    };
    const [probe] = probeWith({ ...GPU_JS, ...broken }, ['headlessgl'], { ...process.env, DISPLAY: ':99' });
    expect(probe).toMatchObject({ reason: 'the native part of gl does not load: wrong ABI' });
  });

  it('outlives a driver that takes its process down', () => {
    const crashing = {
      ...GL,
      'gl/build/Release/webgl.node': '',
      'gl/index.js': 'process.kill(process.pid, "SIGSEGV")',
    };
    const [probe] = probeWith({ ...GPU_JS, ...crashing }, ['headlessgl'], { ...process.env, DISPLAY: ':99' });
    expect(probe).toMatchObject({
      reason: 'the process that asked the graphics driver was killed by SIGSEGV',
    });
  });
});

describe('webgpu', () => {
  it('wants the package webgpu', () => {
    const [probe] = probeWith(GPU_JS, ['webgpu']);
    expect(probe).toMatchObject({ state: 'unavailable', reason: 'the package webgpu is not installed' });
  });

  it('gives the complaint of a driver that Dawn refused', () => {
    const dawn = `exports.create = () => {
      process.stderr.write('Warning: Vulkan lacks what it takes.\\n at somewhere\\n');
      return { requestAdapter: async () => null };
    };`;
    const modules = { ...GPU_JS, 'webgpu/package.json': '{ "main": "index.js" }', 'webgpu/index.js': dawn };
    expect(probeWith(modules, ['webgpu'])[0]).toMatchObject({
      reason: 'Dawn finds no graphics adapter (Vulkan lacks what it takes.)',
    });
  });
});

it.each([
  ['ANGLE (Mesa/X.org, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)', true],
  ['SwiftShader driver 5.0.0', true],
  ['Microsoft Basic Render Driver', true],
  ['ANGLE (NVIDIA, NVIDIA H200, OpenGL 4.6)', false],
  ['Apple M1 Max', false],
])('%s is a software renderer: %s', (renderer, software) => {
  expect(isSoftwareRenderer(renderer)).toBe(software);
});
