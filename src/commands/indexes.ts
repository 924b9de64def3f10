import { BaseCommand } from '../cli/base-command.js';
import type { SavedIndex } from '../suites/ann/index-store.js';

export default class Indexes extends BaseCommand {
  static override summary = 'List the indexes that benchmarks have built and keep';

  static override description =
    '`mls bench ann` builds an index once for each dataset, metric, way of building it, backend and number of threads, ' +
    'and uses it again. Indexes lie in the cache, which MLS_CACHE_DIR moves; one that is deleted (mls cache clean indexes) is built ' +
    'again when it is needed.';

  static override examples = [
    { description: 'What there is, largest first', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'The same for a program', command: '<%= config.bin %> <%= command.id %> --json' },
  ];

  async run(): Promise<unknown> {
    await this.parse(Indexes);
    const { indexDirectory, savedIndexes } = await import('../suites/ann/index-store.js');
    const indexes = await savedIndexes();
    if (!this.jsonEnabled()) await print(indexes, indexDirectory());
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      directory: indexDirectory(),
      indexes: indexes.map(({ question, ...about }) => {
        const { metric, build, backend, engine, threads, version } = question;
        return { ...about, metric, build, backend, engine, threads, version };
      }),
    };
  }
}

async function print(indexes: readonly SavedIndex[], directory: string): Promise<void> {
  const [{ renderTable }, { formatBytes, formatCount, formatDuration }] = await Promise.all([
    import('../report/table.js'),
    import('../results/display/quantity.js'),
  ]);
  const total = indexes.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = indexes.map(({ question, dataset, n, d, bytes, buildMs }) => [
    dataset,
    formatCount(n),
    formatCount(d),
    question.metric,
    buildText(question.build),
    question.engine === question.backend ? question.backend : `${question.backend} (${question.engine})`,
    String(question.threads),
    formatBytes(bytes),
    formatDuration(buildMs),
  ]);
  const table = renderTable({
    head: ['dataset', 'rows', 'd', 'metric', 'index', 'backend', 'threads', 'size', 'built in'],
    align: ['left', 'right', 'right', 'left', 'left', 'left', 'right', 'right', 'right'],
    rows,
    ...(process.stdout.columns > 0 && { width: process.stdout.columns }),
  });
  const none = 'No index is kept yet: mls bench ann builds some.';
  process.stdout.write(
    `${rows.length === 0 ? none : table}\nIndexes: ${formatBytes(total)} in ${directory}\n`,
  );
}

function buildText(build: SavedIndex['question']['build']): string {
  return build.kind === 'ivf'
    ? `ivf, nlist ${build.nlist}`
    : `hnsw, M ${build.m}, efC ${build.efConstruction}`;
}
