import { createRequire } from 'node:module';
import { UnavailableError } from '../shared/errors.js';
import type { EngineName } from './engine-names.js';

export const GPU_JS_VERSION = '2.24.1';

/** Rows handed over flat: `size` is `[x, y, z]`, x running fastest. */
export interface GpuInput {
  readonly value: Float32Array;
  readonly size: readonly number[];
}

/** A kernel's result that stayed in a GL texture. */
export interface GlTexture {
  readonly texture: object;
  readonly context: GlContext;
  /** All texels, four floats each, the kernel's results first. */
  renderValues(): Float32Array;
  delete(): void;
}

export interface GlContext {
  readonly MAX_TEXTURE_SIZE: number;
  readonly RENDERER: number;
  getParameter(name: number): unknown;
  /** Of headless-gl: what the driver answers, where `getParameter` only says "ANGLE". */
  _getParameterDirect?(name: number): unknown;
  finish(): void;
  getError(): number;
  deleteTexture(texture: object): void;
}

/** The few calls of WebGPU that are made beside gpu.js's own. */
export interface WebGpuDevice {
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
  readonly queue: {
    writeBuffer(buffer: object, offset: number, data: Float32Array): void;
    onSubmittedWorkDone(): Promise<void>;
  };
  createBuffer(descriptor: { readonly size: number; readonly usage: number }): { destroy(): void };
  pushErrorScope(filter: 'out-of-memory'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
}

export interface WebGpuAdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

export interface WebGpuContext {
  readonly adapter: { readonly info: WebGpuAdapterInfo };
  readonly device: WebGpuDevice;
}

/** A kernel's argument or result that lives in a WebGPU buffer. */
export interface WebGpuBuffer {
  toArray(): Promise<unknown>;
  delete(): void;
}

export interface KernelSettings {
  readonly output: readonly number[];
  readonly precision: 'single';
  readonly tactic?: 'precision';
  readonly pipeline?: boolean;
  readonly immutable?: boolean;
  readonly asyncMode?: boolean;
  readonly poolSize?: number;
  readonly argumentTypes?: readonly string[];
  /** Called instead of computing when gpu.js wants to go on in its CPU mode. */
  readonly onRequestFallback: (args: unknown) => never;
}

export interface BuiltKernel {
  readonly context?: GlContext;
  readonly fallbackReason?: string | null;
  /** Turns the flat result into nested arrays; of the WebAssembly and WebGPU modes. */
  _shapeOutput?: (values: Float32Array) => unknown;
}

export interface GpuKernel {
  (...args: unknown[]): unknown;
  build(...args: unknown[]): unknown;
  destroy(): void;
  readonly kernel: BuiltKernel;
}

export interface Gpu {
  createKernel(source: string, settings: KernelSettings): GpuKernel;
  destroy(): Promise<void>;
}

/** The little of gpu.js that is used here. The package is optional, so nothing may import its own types. */
export interface GpuJs {
  readonly GPU: new (settings: { readonly mode: EngineName }) => Gpu;
  input(value: Float32Array, size: readonly number[]): GpuInput;
  readonly WebAssemblyKernel: { readonly isSupported: boolean };
  readonly HeadlessGLKernel: { readonly isSupported: boolean; readonly testContext: GlContext | null };
  readonly WebGPUContext: { acquire(): Promise<WebGpuContext>; destroy(): Promise<void> };
  readonly WebGPUBufferResult: new (settings: {
    readonly buffer: object;
    readonly output: readonly number[];
    readonly componentCount: number;
    readonly context: WebGpuContext;
  }) => WebGpuBuffer;
}

/** The file that `require('gpu.js')` would load, or undefined where it is not installed. */
export function locateGpuJs(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('gpu.js');
  } catch {
    return undefined;
  }
}

/** @throws UnavailableError where gpu.js is not installed. */
export function loadGpuJs(engine: EngineName): GpuJs {
  const file = locateGpuJs();
  if (file === undefined) throw missingGpuJs(engine);
  return createRequire(file)(file) as GpuJs;
}

export function missingGpuJs(engine: EngineName): UnavailableError {
  return new UnavailableError(
    `gpujs (${engine})`,
    'the optional package gpu.js is not installed',
    `npm install gpu.js@${GPU_JS_VERSION}`,
  );
}
