import type { EngineName } from '../engine-names.js';

/** One line of what ONNX Runtime says: its messages begin with places in its sources, and may end with a call stack. */
export function plainMessage(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line
    .replace(/^\S+\/onnxruntime\/\S+:\d+ .* was false\. /, '')
    .replace(/^.*\[ONNXRuntimeError\] : \d+ : \w+ : /, '')
    .trim()
    .slice(0, 300);
}

const OTHER_ENGINE = 'or choose --engine cpu';

/** What makes a provider that is there, but does not start, work. */
export const REMEDIES: Readonly<Record<EngineName, string>> = {
  cuda: `Install an NVIDIA driver with CUDA 12 and cuDNN 9, put their libraries on LD_LIBRARY_PATH, ${OTHER_ENGINE}.`,
  webgpu: `Install a graphics driver (on Linux for Vulkan; Mesa 25 has a software one), ${OTHER_ENGINE}.`,
  cpu: 'Install the dependencies again with npm ci on a platform that onnxruntime-node 1.30 supports.',
};
