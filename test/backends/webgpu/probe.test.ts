import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Probe } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/webgpu/index.js';
import { NO_TIMELINE } from '../../conformance/vectors.js';
import { engineHere } from './here.js';

const INDEX = new URL('../../../dist/backends/webgpu/index.js', import.meta.url).href;
const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
const { engine, unless } = await engineHere();

function probeWith(environment: NodeJS.ProcessEnv, engineName: string): Probe {
  const env = { ...process.env, ...environment };
  const { stdout } = spawnSync(process.execPath, [fixture('probe.mjs'), INDEX, engineName], {
    env,
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as Probe;
}

it.runIf(process.platform === 'linux').each(['gpu', 'software'])(
  'without a Vulkan driver %s is unavailable, with the reason and a remedy',
  (name) => {
    const nowhere = { VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' };
    const probe = probeWith(nowhere, name);
    expect(probe).toMatchObject({
      state: 'unavailable',
      engine: name,
      reason: expect.stringMatching(
        /^the Vulkan loader (finds no driver|\(libvulkan\.so\.1\) is not installed)$/,
      ),
      remedy: expect.stringMatching(/^Install/),
    });
  },
);

it('an engine of another name is unavailable, with the names there are', async () => {
  expect(await backend.probe('cuda')).toMatchObject({
    state: 'unavailable',
    engine: 'cuda',
    remedy: 'choose one of gpu, software',
  });
});

it('without a name the GPU is meant, and no software takes its place', async () => {
  expect(await backend.probe()).toEqual(await backend.probe('gpu'));
  const probe = await backend.probe();
  if (probe.state === 'available') expect(probe.device).not.toMatch(/llvmpipe|software/i);
  else await expect(backend.open({ threads: 1, timeline: NO_TIMELINE })).rejects.toThrow(probe.reason);
});

it.runIf(engine)(`a search ends its process, with nothing on stdout${unless}`, () => {
  const { stdout, status } = spawnSync(process.execPath, [fixture('search.mjs'), INDEX, `${engine}`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});
