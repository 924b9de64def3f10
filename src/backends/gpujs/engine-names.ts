/** Names `--engine` accepts, best first; each is also the gpu.js mode that is asked for. */
export const ENGINE_NAMES = ['webgpu', 'headlessgl', 'webasm', 'cpu'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(name: string): name is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}

/** Class of the kernel that runs when a mode was honoured. gpu.js otherwise answers with another one. */
export const KERNEL_CLASS: Readonly<Record<EngineName, string>> = {
  webgpu: 'WebGPUKernel',
  headlessgl: 'HeadlessGLKernel',
  webasm: 'WebAssemblyKernel',
  cpu: 'CPUKernel',
};
