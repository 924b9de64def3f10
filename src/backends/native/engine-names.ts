/** Instruction sets that there are kernels for, best first: an engine is called by the one it uses. */
export const ENGINE_NAMES = ['avx512', 'avx2', 'neon', 'scalar'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(name: string): name is EngineName {
  return ENGINE_NAMES.some((known) => known === name);
}
