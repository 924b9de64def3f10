import type { Backend } from './backend.js';

/** Every backend by its folder's name, in the order tables show them. Importing one loads no engine. */
const FOLDERS = {
  native: async () => (await import('./native/index.js')).backend,
  ts: async () => (await import('./ts/index.js')).backend,
  wasm: async () => (await import('./wasm/index.js')).backend,
  tfjs: async () => (await import('./tfjs/index.js')).backend,
  onnx: async () => (await import('./onnx/index.js')).backend,
  gpujs: async () => (await import('./gpujs/index.js')).backend,
  cuda: async () => (await import('./cuda/index.js')).backend,
  webgpu: async () => (await import('./webgpu/index.js')).backend,
  usearch: async () => (await import('./usearch/index.js')).backend,
  reference: async () => (await import('./reference/index.js')).backend,
  null: async () => (await import('./null/index.js')).backend,
} satisfies Record<string, () => Promise<Backend>>;

export type BackendName = keyof typeof FOLDERS;

export const BACKEND_NAMES = Object.keys(FOLDERS) as BackendName[];

export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(FOLDERS, name);
}

export function loadBackend(name: BackendName): Promise<Backend> {
  return FOLDERS[name]();
}
