import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../../cli/runs/flags.js';

export default class RunsShow extends BaseCommand {
  static override summary = "Print a run's table again, as when it ran";

  static override description =
    'Exit code 0 whatever the run came to; its own exit code stands in the --json document.';

  static override examples = [
    { description: 'The newest run', command: '<%= config.bin %> <%= command.id %> latest' },
    {
      description: 'One as CSV, by a part of its id',
      command: '<%= config.bin %> <%= command.id %> knn-6245 --format csv',
    },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    format: Flags.string({
      description: 'Form of the data on stdout: table, csv, markdown, or ndjson (every event)',
      default: 'table',
      helpValue: 'FORMAT',
    }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(RunsShow);
    const [{ parseChoice }, { FORMATS }, { openRecordedRun }, { documentOfRun, showRun }] = await Promise.all(
      [
        import('../../parse/choices.js'),
        import('../../cli/present-run.js'),
        import('../../cli/open-recorded-run.js'),
        import('../../cli/runs/show.js'),
      ],
    );
    const format = parseChoice('--format', flags.format, FORMATS);
    const opened = await openRecordedRun(args.run, flags.runs);
    if (!this.jsonEnabled()) return showRun(opened, format);
    return documentOfRun(opened);
  }
}
