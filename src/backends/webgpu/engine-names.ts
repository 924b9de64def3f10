/** Names `--engine` accepts, best first: an adapter that is a GPU, and one that is a driver computing on the CPU. */
export const ENGINE_NAMES = ['gpu', 'software'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(name: string): name is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}
