import type { ComputedSuite } from './computed.js';

/** Every computed suite by its folder's name. */
const FOLDERS = {
  'batching-equations': async () => (await import('./batching-equations/suite.js')).suite,
  'nexus-plan': async () => (await import('./nexus-plan/suite.js')).suite,
  'nexus-split': async () => (await import('./nexus-split/suite.js')).suite,
  'nexus-drop': async () => (await import('./nexus-drop/suite.js')).suite,
  llm: async () => (await import('./llm/suite.js')).suite,
  abacus: async () => (await import('./abacus/suite.js')).suite,
  predictor: async () => (await import('./predictor/suite.js')).suite,
  scheduling: async () => (await import('./scheduling/suite.js')).suite,
} satisfies Record<string, () => Promise<ComputedSuite>>;

export type ComputedSuiteName = keyof typeof FOLDERS;

export const COMPUTED_SUITES = Object.keys(FOLDERS) as ComputedSuiteName[];

export function isComputedSuite(name: string): name is ComputedSuiteName {
  return Object.hasOwn(FOLDERS, name);
}

export function loadComputedSuite(name: ComputedSuiteName): Promise<ComputedSuite> {
  return FOLDERS[name]();
}
