import { BaseCommand } from '../../cli/base-command.js';
import type { BaselineDocument } from '../../cli/baseline.js';
import { BASELINES_FLAG } from '../../cli/baseline-flags.js';

export default class BaselineList extends BaseCommand {
  static override summary = 'List the runs that are kept as baselines';

  static override examples = [
    { description: 'Every name, suite and host', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'The same for a program', command: '<%= config.bin %> <%= command.id %> --json' },
  ];

  static override flags = { ...BASELINES_FLAG };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BaselineList);
    const [{ listBaselines }, { baselineDocumentOf }] = await Promise.all([
      import('../../results/baselines.js'),
      import('../../cli/baseline.js'),
    ]);
    const document = baselineDocumentOf(
      await listBaselines(flags.out, (reason) => process.stderr.write(`mls: warning: ${reason}\n`)),
    );
    if (!this.jsonEnabled()) await print(document, flags.out);
    return document;
  }
}

async function print({ baselines }: BaselineDocument, folder: string): Promise<void> {
  if (baselines.length === 0) {
    process.stdout.write(`No baseline is kept in ${folder}: mls baseline save main keeps the newest run.\n`);
    return;
  }
  const { renderTable } = await import('../../report/table.js');
  const table = renderTable({
    head: ['name', 'suite', 'run', 'commit', 'host', 'cells'],
    align: ['left', 'left', 'left', 'left', 'left', 'right'],
    rows: baselines.map(({ name, suite, runId, commit, host, cells }) => [
      name,
      suite,
      runId,
      commit === null ? '–' : commit.slice(0, 10),
      host,
      String(cells),
    ]),
    ...(process.stdout.columns > 0 && { width: process.stdout.columns }),
  });
  process.stdout.write(`${table}\n`);
}
