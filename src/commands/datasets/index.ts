import { BaseCommand } from '../../cli/base-command.js';

interface ListedDataset {
  readonly name: string;
  readonly kind: string;
  /** At most, of a real dataset; by default, of a synthetic one. */
  readonly n: number;
  readonly d: number;
  readonly queries: number;
  readonly licence: string;
  readonly local: boolean;
  readonly bytes: number;
  readonly summary: string;
}

export default class Datasets extends BaseCommand {
  static override summary = 'List the vectors benchmarks run on';

  static override description =
    'Real datasets are fetched when first used, checked against a pinned SHA-256 and kept in the cache, which ' +
    'MLS_CACHE_DIR moves. Synthetic ones are made from a seed as they are read, at any size ' +
    '(--n, --d, --queries, --seed); the sizes listed are their defaults.';

  static override examples = [
    {
      description: 'What there is, and what is already here',
      command: '<%= config.bin %> <%= command.id %>',
    },
    { description: 'The same for a program', command: '<%= config.bin %> <%= command.id %> --json' },
  ];

  async run(): Promise<unknown> {
    await this.parse(Datasets);
    const [{ datasetProviders }, { cacheDirectory }] = await Promise.all([
      import('../../datasets/registry.js'),
      import('../../datasets/cache-directory.js'),
    ]);
    const datasets: ListedDataset[] = await Promise.all(
      datasetProviders().map(async ({ name, kind, shape, licence, summary, state }) => {
        const { local, bytes } = await state();
        return { name, kind, ...shape, licence, local, bytes, summary };
      }),
    );
    if (!this.jsonEnabled()) await print(datasets, cacheDirectory());
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      cacheDirectory: cacheDirectory(),
      datasets,
    };
  }
}

async function print(datasets: readonly ListedDataset[], cache: string): Promise<void> {
  const [{ renderTable }, { formatBytes, formatCount }] = await Promise.all([
    import('../../report/table.js'),
    import('../../results/display/quantity.js'),
  ]);
  const here = ({ kind, local, bytes }: ListedDataset) => {
    if (kind === 'synthetic') return 'made as read';
    return local ? formatBytes(bytes) : 'no';
  };
  const table = renderTable({
    head: ['name', 'kind', 'rows', 'd', 'queries', 'here', 'licence', 'what'],
    align: ['left', 'left', 'right', 'right', 'right', 'left', 'left', 'left'],
    rows: datasets.map((dataset) => [
      dataset.name,
      dataset.kind,
      formatCount(dataset.n),
      formatCount(dataset.d),
      formatCount(dataset.queries),
      here(dataset),
      dataset.licence,
      dataset.summary,
    ]),
    ...(process.stdout.columns > 0 && { width: process.stdout.columns }),
  });
  process.stdout.write(`${table}\nCache: ${cache}\n`);
}
