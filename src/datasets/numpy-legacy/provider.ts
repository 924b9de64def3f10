import type { DatasetProvider } from '../dataset.js';
import type { Distribution } from './draws.js';

const PATTERN = /^numpy-legacy:(\d+)(?::(rand|randn))?$/;
const DISTRIBUTION: Readonly<Record<string, Distribution>> = { rand: 'uniform', randn: 'normal' };

/** The dataset `numpy-legacy:<seed>` (that is `rand`) or `numpy-legacy:<seed>:randn`; nothing for any other name. */
export function numpyLegacyProvider(name: string): DatasetProvider | undefined {
  const match = PATTERN.exec(name);
  if (!match) return undefined;
  const seed = Number(match[1]);
  const call = match[2] ?? 'rand';
  const distribution = DISTRIBUTION[call] ?? 'uniform';
  return {
    name,
    summary: `what NumPy draws after numpy.random.seed(${seed}): ${call}(n, d), then ${call}(queries, d)`,
    kind: 'synthetic',
    shape: { n: 40_000, d: 512, queries: 1 },
    licence: 'none needed',
    state: async () => ({ local: true, bytes: 0 }),
    pull: async () => undefined,
    async open({ n, d, queries }) {
      const { openNumpyLegacy } = await import('./open.js');
      return openNumpyLegacy({ seed, n, d, queries, distribution });
    },
  };
}
