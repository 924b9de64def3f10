import { BaseCommand } from '../../cli/base-command.js';

/** With the space on both sides: sentences may be wrapped, names and figures may not. */
const WRAPPED = 32;

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

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** In a narrow window the columns of the highest rank are left out. */
  readonly rank: number;
  cell(dataset: ListedDataset): string;
}

async function print(datasets: readonly ListedDataset[], cache: string): Promise<void> {
  const [{ columnWidth, renderTable }, { fitColumns }, { formatBytes, formatCount }] = await Promise.all([
    import('../../report/table.js'),
    import('../../results/display/fit-columns.js'),
    import('../../results/display/quantity.js'),
  ]);
  const here = ({ kind, local, bytes }: ListedDataset) => {
    if (kind === 'synthetic') return 'made as read';
    return local ? formatBytes(bytes) : 'no';
  };
  const columns: Column[] = [
    { title: 'name', align: 'left', rank: 0, cell: ({ name }) => name },
    { title: 'kind', align: 'left', rank: 2, cell: ({ kind }) => kind },
    { title: 'rows', align: 'right', rank: 0, cell: ({ n }) => formatCount(n) },
    { title: 'd', align: 'right', rank: 0, cell: ({ d }) => formatCount(d) },
    { title: 'queries', align: 'right', rank: 1, cell: ({ queries }) => formatCount(queries) },
    { title: 'here', align: 'left', rank: 0, cell: here },
    { title: 'licence', align: 'left', rank: 3, cell: ({ licence }) => licence },
    { title: 'what', align: 'left', rank: 4, cell: ({ summary }) => summary },
  ];
  const sized = columns.map((column) => {
    const width = columnWidth([column.title, ...datasets.map((dataset) => column.cell(dataset))]);
    return { ...column, width: column.title === 'what' ? Math.min(WRAPPED, width) : width };
  });
  const window = process.stdout.columns > 0 ? process.stdout.columns : Number.POSITIVE_INFINITY;
  const kept = fitColumns(sized, window, 0);
  const table = renderTable({
    head: kept.map(({ title }) => title),
    align: kept.map(({ align }) => align),
    rows: datasets.map((dataset) => kept.map(({ cell }) => cell(dataset))),
    ...(Number.isFinite(window) && { width: window }),
  });
  process.stdout.write(`${table}\nCache: ${cache}\n`);
}
