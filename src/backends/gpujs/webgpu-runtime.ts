import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { GpuJs, WebGpuAdapterInfo, WebGpuContext } from './gpu-js.js';

/** The `webgpu` package, Dawn for Node. */
interface Dawn {
  create(flags: readonly string[]): { requestAdapter(): Promise<object | null> };
}

interface InstalledNavigator {
  readonly gpu: { requestAdapter(): Promise<object | null> };
  remove(): void;
}

let users = 0;
let installed: InstalledNavigator | undefined;

/** Gives gpu.js the `navigator.gpu` it looks for, which Node does not have. Undefined where Dawn is not installed. */
async function installNavigator(gpuJsFile: string): Promise<InstalledNavigator | undefined> {
  let file: string;
  try {
    file = createRequire(gpuJsFile).resolve('webgpu');
  } catch {
    return undefined;
  }
  // Mesa's drivers complain on stderr where it is not set.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  const dawn = (await import(pathToFileURL(file).href)) as Dawn;
  const gpu = dawn.create([]);
  const owner = (globalThis as { readonly navigator?: object }).navigator;
  if (owner === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
    return { gpu, remove: () => Reflect.deleteProperty(globalThis, 'navigator') };
  }
  Object.defineProperty(owner, 'gpu', { value: gpu, configurable: true });
  return { gpu, remove: () => Reflect.deleteProperty(owner, 'gpu') };
}

/** The device all users of this process share, or why there is none. Each success wants a `releaseWebGpu`. */
export async function acquireWebGpu(
  gpuJs: GpuJs,
  gpuJsFile: string,
): Promise<WebGpuContext | { readonly missing: string }> {
  installed ??= await installNavigator(gpuJsFile);
  if (installed === undefined) return { missing: 'the package webgpu is not installed' };
  if ((await installed.gpu.requestAdapter()) === null) return { missing: 'Dawn finds no graphics adapter' };
  const context = await gpuJs.WebGPUContext.acquire();
  users++;
  return context;
}

export async function releaseWebGpu(gpuJs: GpuJs): Promise<void> {
  users--;
  if (users > 0) return;
  await gpuJs.WebGPUContext.destroy();
  installed?.remove();
  installed = undefined;
}

export function adapterName({
  vendor,
  architecture,
  device,
  description,
  isFallbackAdapter,
}: WebGpuAdapterInfo): string {
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'unnamed adapter';
  return isFallbackAdapter ? `${name}, software` : name;
}
