/** Execution providers of ONNX Runtime, best first. */
export const ENGINE_NAMES = ['cuda', 'webgpu', 'cpu'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(name: string): name is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}
