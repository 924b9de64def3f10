import type { DatasetProvider, DatasetSpec } from '../dataset.js';
import { generatedSource, type RowWriter } from './generated-source.js';

/** What tells one synthetic dataset from another. */
export interface Generator {
  readonly name: string;
  readonly summary: string;
  /** Raised whenever the values change for the same seed. */
  readonly version: number;
  /** Whether queries depend on how many rows the base has. */
  readonly queriesDependOnBase?: boolean;
  base(spec: DatasetSpec): RowWriter;
  queries(spec: DatasetSpec): RowWriter;
}

/** A provider of seeded vectors, the same to the bit on every platform: the first n rows do not depend on n. */
export function syntheticProvider(generator: Generator): DatasetProvider {
  const { name, summary, version } = generator;
  return {
    name,
    summary,
    kind: 'synthetic',
    shape: { n: 40_000, d: 128, queries: 50 },
    licence: 'none needed',
    state: async () => ({ local: true, bytes: 0 }),
    async pull() {},
    async open(spec) {
      const { n, d, queries, seed } = spec;
      const stem = `${name}:v${version}:seed=${seed}`;
      const drawnFor = generator.queriesDependOnBase === true ? `:base=${n}` : '';
      return {
        base: generatedSource({ identity: `${stem}:n=${n}:d=${d}`, n, d }, generator.base(spec)),
        queries: generatedSource(
          { identity: `${stem}:queries${drawnFor}:n=${queries}:d=${d}`, n: queries, d },
          generator.queries(spec),
        ),
        async close() {},
      };
    },
  };
}
