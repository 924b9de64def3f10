import { availableParallelism } from 'node:os';
import type { EngineIdentity } from '../../backend.js';
import { UnavailableError } from '../../shared/errors.js';
import { activator, type EngineModule, type EngineTraits } from '../runtime.js';
import { cpuModel } from './cpu-model.js';
import { type LoadedNative, loadNative, type NativePackage } from './native-package.js';
import { firstNvidiaGpu, type NvidiaGpu } from './nvidia.js';

const CPU_PACKAGE: NativePackage = { name: '@tensorflow/tfjs-node', recipe: 'tfjs-node' };
const GPU_PACKAGE: NativePackage = { name: '@tensorflow/tfjs-node-gpu', recipe: 'tfjs-cuda' };

/** libtensorflow on the CPU; the GPU package does as well, with its GPUs hidden. */
export const node: EngineModule = {
  name: 'node',
  async identify(): Promise<EngineIdentity> {
    return identityOnCpu(loadOnCpu(availableParallelism()));
  },
  async start(threads) {
    const native = loadOnCpu(threads);
    const activate = activator(native.tf, 'tensorflow');
    await activate();
    return { tf: native.tf, identity: identityOnCpu(native), traits: CPU_TRAITS, activate };
  },
};

/** libtensorflow on the first CUDA device. */
export const cuda: EngineModule = {
  name: 'cuda',
  async identify(): Promise<EngineIdentity> {
    return (await loadOnGpu(availableParallelism())).identity;
  },
  async start(threads) {
    const { native, identity, traits } = await loadOnGpu(threads);
    const activate = activator(native.tf, 'tensorflow');
    await activate();
    return { tf: native.tf, identity, traits, activate };
  },
};

const CPU_TRAITS: EngineTraits = {
  panelBytes: 2 ** 26,
  intermediateBytes: 2 ** 23,
  scoreBytes: 2 ** 26,
  place: 'host',
  residentBytes: Number.POSITIVE_INFINITY,
  packsProducts: false,
  broadcasts: true,
  poolsColumns: false,
  queued: false,
};

function gpuTraits(gpu: NvidiaGpu | undefined): EngineTraits {
  const free = gpu?.freeBytes ?? Number.POSITIVE_INFINITY;
  return {
    panelBytes: 2 ** 28,
    intermediateBytes: Math.min(2 ** 28, free / 16),
    scoreBytes: Math.min(2 ** 30, free / 16),
    place: 'device',
    residentBytes: free / 2,
    packsProducts: false,
    broadcasts: true,
    poolsColumns: false,
    queued: true,
  };
}

function loadOnCpu(threads: number): LoadedNative {
  const native = loadNative([CPU_PACKAGE, GPU_PACKAGE], { threads, hideGpus: true });
  if (!native.onGpu) return native;
  throw new UnavailableError(
    'tfjs',
    'this process has already started libtensorflow on a GPU',
    'Open the engine node in a process of its own.',
  );
}

function identityOnCpu(native: LoadedNative): EngineIdentity {
  return { engine: 'node', device: cpuModel(), precision: 'float32', threads: native.threads };
}

async function loadOnGpu(threads: number) {
  // Asked before libtensorflow takes its share of the memory.
  const gpu = await firstNvidiaGpu();
  const native = loadNative([GPU_PACKAGE], { threads, hideGpus: false });
  if (!native.onGpu) throw notOnGpu(native, gpu);
  const device = gpu?.name ?? 'CUDA device';
  const identity: EngineIdentity = { engine: 'cuda', device, precision: 'float32', threads: 1 };
  return { native, identity, traits: gpuTraits(gpu) };
}

function notOnGpu(native: LoadedNative, gpu: NvidiaGpu | undefined): UnavailableError {
  if (native.hidGpus) {
    return new UnavailableError(
      'tfjs',
      'this process has already started libtensorflow on the CPU',
      'Open the engine cuda in a process of its own.',
    );
  }
  if (gpu === undefined) {
    return new UnavailableError(
      'tfjs',
      `${native.name} loads, but runs its operations on the CPU: no NVIDIA GPU is visible`,
      'Use a machine with an NVIDIA GPU and its driver (nvidia-smi must list it).',
    );
  }
  return new UnavailableError(
    'tfjs',
    `${native.name} loads, but runs its operations on the CPU although there is a GPU (${gpu.name})`,
    'Install CUDA 11.2 with cuDNN 8.1 and put their libraries on LD_LIBRARY_PATH.',
  );
}
