import type { Suite } from './suite.js';

/** Every suite by its folder's name. */
const FOLDERS = {
  distance: async () => (await import('./distance/suite.js')).suite,
  knn: async () => (await import('./knn/suite.js')).suite,
  kmeans: async () => (await import('./kmeans/suite.js')).suite,
  ann: async () => (await import('./ann/suite.js')).suite,
} satisfies Record<string, () => Promise<Suite>>;

export type SuiteName = keyof typeof FOLDERS;

export function isSuiteName(name: string): name is SuiteName {
  return Object.hasOwn(FOLDERS, name);
}

export function loadSuite(name: SuiteName): Promise<Suite> {
  return FOLDERS[name]();
}
