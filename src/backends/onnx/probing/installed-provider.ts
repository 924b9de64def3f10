import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineName } from '../engine-names.js';

export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

/** What of a provider is missing, as far as files tell without loading any. */
export function missingFiles(engine: EngineName): Obstacle | undefined {
  const folder = packageFolder();
  if (folder === undefined) {
    return {
      reason: 'the optional package onnxruntime-node is not installed',
      remedy: 'Install again without --omit=optional.',
    };
  }
  const { platform, arch } = process;
  const binaries = join(folder, 'bin', 'napi-v6', platform, arch);
  if (!existsSync(binaries)) {
    return {
      reason: `onnxruntime-node has no binary for ${platform} on ${arch}`,
      remedy: 'Use Linux, macOS or Windows on arm64, or Linux or Windows on x64.',
    };
  }
  if (engine !== 'cuda') return undefined;
  if (platform !== 'linux' || arch !== 'x64') {
    return {
      reason: `onnxruntime-node has CUDA on Linux x64 alone, this is ${platform} on ${arch}`,
      remedy: 'Choose --engine webgpu.',
    };
  }
  if (existsSync(join(binaries, 'libonnxruntime_providers_cuda.so'))) return undefined;
  return { reason: 'its CUDA provider is not installed', remedy: 'Run: mls backends setup onnx-cuda' };
}

function packageFolder(): string | undefined {
  try {
    // The entry is dist/index.js, and nothing else can be resolved everywhere.
    return dirname(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')));
  } catch {
    return undefined;
  }
}
