import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../../cli/runs/flags.js';

export default class RunsExport extends BaseCommand {
  static override summary = 'Pack a run into one file, to keep beside a paper or to send';

  static override description =
    'The file unpacks to a folder named after the run, which every command that takes a run reads by its path.';

  static override examples = [
    {
      description: 'The newest run',
      command: '<%= config.bin %> <%= command.id %> latest --out knn.tar.gz',
    },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    out: Flags.string({ description: 'File to write, instead of RUN.tar.gz', helpValue: 'FILE.tar.gz' }),
    force: Flags.boolean({ description: 'Write over a file that is there' }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(RunsExport);
    const { exportRun } = await import('../../cli/runs/export-run.js');
    const exported = await exportRun(args.run, flags);
    if (!this.jsonEnabled()) {
      const { formatBytes } = await import('../../results/display/quantity.js');
      process.stdout.write(`${exported.file}: ${formatBytes(exported.bytes)}\n`);
    }
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', ...exported };
  }
}
