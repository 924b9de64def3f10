import type { Probe } from '../../backend.js';
import { DAWN_VERSION, locateDawn } from '../device/dawn.js';
import type { EngineName } from '../engine-names.js';
import { type AskedAdapter, askAdapter } from './ask-adapter.js';

const DRIVER =
  process.platform === 'linux'
    ? 'Install the Vulkan driver of the GPU, or use another backend'
    : 'Install the driver of the GPU, or use another backend';
const SOFTWARE =
  process.platform === 'linux'
    ? 'Install one (Debian and Ubuntu: mesa-vulkan-drivers, Mesa 23 or newer), or use another backend'
    : 'Use another backend';

function unavailable(engine: EngineName, reason: string, remedy: string): Probe {
  return { state: 'unavailable', engine, reason, remedy };
}

/** Why no graphics API answered, from what Dawn prints as it looks for one. */
function obstacle(stderr: string): string | undefined {
  if (/Couldn't load Vulkan|libvulkan/.test(stderr))
    return 'the Vulkan loader (libvulkan.so.1) is not installed';
  if (/Found no drivers|INCOMPATIBLE_DRIVER/.test(stderr)) return 'the Vulkan loader finds no driver';
  return undefined;
}

function fromAnswer(engine: EngineName, { report, stderr }: AskedAdapter): Probe {
  const remedy = engine === 'gpu' ? DRIVER : SOFTWARE;
  switch (report.state) {
    case 'available':
      return { state: 'available', engine, device: report.device, precision: 'float32', threads: 1 };
    case 'failed':
      return unavailable(engine, obstacle(stderr) ?? report.message, remedy);
    case 'no-adapter': {
      const why = obstacle(stderr);
      if (why !== undefined) return unavailable(engine, why, remedy);
      const kind = engine === 'gpu' ? 'that is a GPU' : 'in software';
      const instead = report.instead === undefined ? '' : `, only ${report.instead}`;
      const named =
        engine === 'gpu' && report.instead ? `${remedy}, or take it with --engine software` : remedy;
      return unavailable(engine, `Dawn finds no adapter ${kind}${instead}`, named);
    }
  }
}

const answers = new Map<EngineName, Promise<AskedAdapter>>();

/** Whether one engine can run here. A driver does not come or go while a process runs, so it is asked once. */
export async function probeEngine(engine: EngineName): Promise<Probe> {
  if (locateDawn() === undefined) {
    return unavailable(
      engine,
      'the optional package webgpu is not installed',
      `npm install webgpu@${DAWN_VERSION}`,
    );
  }
  const asked = answers.get(engine) ?? askAdapter(engine);
  answers.set(engine, asked);
  return fromAnswer(engine, await asked);
}
