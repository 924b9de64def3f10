import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { paragraphs } from '../cli/paragraphs.js';
import { RUNS_FLAG } from '../cli/runs/flags.js';

export default class Report extends BaseCommand {
  static override summary = 'Make the tables of a paper or a pull request from a run';

  static override description =
    paragraphs(`Columns have one unit, which stands in the heading; intervals stand beside what they are of; the best of each
question is bold; how often was measured, and on what host, stands in the caption. Figures of rows that were wrong or
invalid are left out, and a note says why. LaTeX needs \\usepackage{booktabs}, and has the columns that a page holds. The page of html holds its plots and asks
nothing of any other place.

Every table but json begins with the command that made it. --check makes it again and compares: it fails where a
committed table no longer follows from its run.

Exit codes: 0 ok, 1 with --check a table does not follow, 2 usage.`);

  static override examples = [
    { description: 'For a pull request', command: '<%= config.bin %> report latest' },
    {
      description: 'For a paper',
      command:
        '<%= config.bin %> report knn-6245 --format latex --columns backend,medianMs,recall --out table.tex',
    },
    {
      description: 'A page with plots',
      command: '<%= config.bin %> report latest --format html --out report.html',
    },
    { description: 'In continuous integration', command: '<%= config.bin %> report --check results/tables' },
  ];

  static override args = {
    run: Args.string({ description: "A run's folder, its id, an unambiguous part of its id, or latest" }),
  };

  static override flags = {
    format: Flags.string({ description: 'md, latex, csv, html or json', default: 'md', helpValue: 'FORMAT' }),
    columns: Flags.string({
      description: 'Columns of the table by their names in CSV; by default those that tell something',
      helpValue: 'NAME,...',
    }),
    out: Flags.string({ description: 'File to write, instead of stdout', helpValue: 'FILE' }),
    check: Flags.string({
      description: 'Folder of tables that were made so: fail where one no longer follows from its run',
      helpValue: 'FOLDER',
      exclusive: ['out', 'columns'],
    }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Report);
    const [
      { UsageError },
      { parseChoice },
      { reportDocumentOf, reportRun },
      { REPORT_FORMATS },
      { openRecordedRun },
    ] = await Promise.all([
      import('../errors.js'),
      import('../parse/choices.js'),
      import('../cli/report/report-run.js'),
      import('../cli/report/source.js'),
      import('../cli/open-recorded-run.js'),
    ]);
    if (flags.check !== undefined) {
      if (args.run !== undefined) throw new UsageError('expected a run or --check FOLDER; got both');
      return this.check(flags.check, flags.runs);
    }
    if (args.run === undefined) throw new UsageError('expected a run, such as latest, or --check FOLDER');
    const format = parseChoice('--format', flags.format, REPORT_FORMATS);
    const opened = await openRecordedRun(args.run, flags.runs);
    const columns = flags.columns?.split(',').map((name) => name.trim());
    const text = await reportRun(opened, { format, columns });
    if (!this.jsonEnabled() || flags.out !== undefined) {
      const { writeOrPrint } = await import('../cli/write-or-print.js');
      await writeOrPrint(text, flags.out);
    }
    return reportDocumentOf(opened);
  }

  private async check(folder: string, runs: string): Promise<unknown> {
    const { checkTables, printChecks } = await import('../cli/report/check-tables.js');
    const checked = await checkTables(folder, runs);
    if (!this.jsonEnabled()) printChecks(checked);
    this.endWith(checked.exitCode);
    return checked;
  }
}
