/// <reference types="@webgpu/types" />
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { EngineName } from '../engine-names.js';

export const DAWN_VERSION = '0.6.2';

/** The `webgpu` package, Dawn for Node. It is optional, so its own types are not imported. */
interface Dawn {
  create(flags: readonly string[]): GPU;
}

/** The graphics API Dawn is told to use, so that what is reported is what runs. */
const GRAPHICS_API = { linux: 'vulkan', darwin: 'metal', win32: 'd3d12' } as const;

export interface FoundAdapter {
  readonly adapter: GPUAdapter;
  readonly graphicsApi: string;
}

/** Drivers that compute on the CPU, by what their adapters' names hold. Not all of them say that they are. */
const SOFTWARE_DRIVERS = ['llvmpipe', 'SwiftShader', 'Microsoft Basic Render'] as const;

// Dawn aborts the process when its instance is collected while adapters are about: they are kept as long as this module.
const instances = new Map<string, GPU>();

export function locateDawn(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('webgpu');
  } catch {
    return undefined;
  }
}

/** Dawn on a graphics API, with all adapters or those whose names hold `name`. */
async function dawnInstance(graphicsApi: string, name?: string): Promise<GPU> {
  const kept = instances.get(`${name}`);
  if (kept !== undefined) return kept;
  const file = locateDawn();
  if (file === undefined) throw new Error('the package webgpu is not installed');
  // Mesa's drivers complain on stderr where it is not set.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  const dawn = (await import(pathToFileURL(file).href)) as Dawn;
  // Timestamps are else rounded to 100 us, longer than many a kernel.
  const flags = [`backend=${graphicsApi}`, 'disable-dawn-features=timestamp_quantization'];
  const gpu = dawn.create(name === undefined ? flags : [...flags, `adapter=${name}`]);
  instances.set(`${name}`, gpu);
  return gpu;
}

/** The adapter an engine runs on. Where there is none of its kind, the one that was found instead is named. */
export async function findAdapter(
  engine: EngineName,
): Promise<FoundAdapter | { readonly instead: string | undefined }> {
  const platform = process.platform;
  const graphicsApi = platform === 'darwin' || platform === 'win32' ? GRAPHICS_API[platform] : 'vulkan';
  const gpu = await dawnInstance(graphicsApi);
  // A GPU comes before software; asked for a fallback adapter, Dawn does not give every driver in software.
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return { instead: undefined };
  if (isSoftware(adapter.info) === (engine === 'software')) return { adapter, graphicsApi };
  if (engine === 'software') {
    for (const name of SOFTWARE_DRIVERS) {
      const named = await namedAdapter(graphicsApi, name);
      if (named !== null) return { adapter: named, graphicsApi };
    }
  }
  return { instead: nameOf(adapter.info) };
}

async function namedAdapter(graphicsApi: string, name: string): Promise<GPUAdapter | null> {
  try {
    return await (await dawnInstance(graphicsApi, name)).requestAdapter();
  } catch {
    // Where no adapter has such a name Dawn throws.
    return null;
  }
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || SOFTWARE_DRIVERS.some((name) => nameOf(info).includes(name));
}

function nameOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  const made = [vendor, architecture].filter(Boolean).join(' ');
  // Dawn gives the device's name with a hyphen for all that is no letter or digit.
  const name = device.replace(/-+$/, '');
  return [name || made || 'unnamed adapter', description].filter(Boolean).join(', ');
}

/** Adapter, driver and graphics API in words. */
export function deviceName(engine: EngineName, { adapter, graphicsApi }: FoundAdapter): string {
  const name = `${nameOf(adapter.info)} through ${graphicsApi}`;
  return engine === 'software' ? `${name} [software, no GPU]` : name;
}
