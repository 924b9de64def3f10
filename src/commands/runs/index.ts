import { BaseCommand } from '../../cli/base-command.js';
import { RUNS_FLAG } from '../../cli/runs/flags.js';

export default class Runs extends BaseCommand {
  static override aliases = ['runs:list'];

  static override summary = 'List what was measured here';

  static override description =
    'Every run keeps a folder with its journal, from which its tables are made; docs/runs.md says what lies in it. ' +
    'A run without a verdict is going on or was killed. A damaged journal is read up to the damage and after it, and ' +
    'told of with the line and the byte.';

  static override examples = [
    { description: 'All runs, oldest first', command: '<%= config.bin %> runs' },
    { description: 'One of them again, as when it ran', command: '<%= config.bin %> runs show latest' },
    { description: 'For a program', command: '<%= config.bin %> runs list --json' },
  ];

  static override flags = { runs: RUNS_FLAG };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Runs);
    const [{ resolve }, { listRuns }] = await Promise.all([
      import('node:path'),
      import('../../results/list-runs.js'),
    ]);
    const runs = await listRuns(flags.runs);
    if (!this.jsonEnabled()) {
      const { renderRunsTable } = await import('../../report/runs-table.js');
      const { outputStyle } = await import('../../cli/output-style.js');
      const none = `No runs in ${flags.runs}: mls bench knn makes one.`;
      process.stdout.write(`${runs.length === 0 ? none : renderRunsTable(runs, outputStyle())}\n`);
    }
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      directory: resolve(flags.runs),
      runs,
    };
  }
}
