import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../../cli/runs/flags.js';

export default class RunsDelete extends BaseCommand {
  static override summary = 'Delete runs with all that lies in their folders';

  static override strict = false;

  static override usage = '<%= command.id %> RUN...';

  static override examples = [
    { description: 'Asks first', command: '<%= config.bin %> <%= command.id %> latest' },
    {
      description: 'Two, without being asked',
      command: '<%= config.bin %> <%= command.id %> knn-6245 kmeans-be43 --yes',
    },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'Delete without asking' }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(RunsDelete);
    const { confirmRuns, deleteRuns, runsToDelete } = await import('../../cli/runs/delete-runs.js');
    const directories = await runsToDelete(argv as string[], flags.runs);
    if (!flags.yes) await confirmRuns(directories);
    const { deleted, bytes } = await deleteRuns(directories);
    if (!this.jsonEnabled()) {
      const { formatBytes } = await import('../../results/display/quantity.js');
      process.stdout.write(`Deleted ${deleted.join(', ')}: ${formatBytes(bytes)}\n`);
    }
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', deleted, bytes };
  }
}
