import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../cli/runs-flags.js';

export default class Plot extends BaseCommand {
  static override summary = 'Draw a run as SVG, for a page or a column of a paper';

  static override description =
    'elbow: loss against k. pareto: queries/s against recall. latency: percentiles against the load, or every round ' +
    'with its median and interval. scaling: time against size. roofline: rates under what the host can do. ' +
    'Series differ in shape and dashes as well as in colour, so that they are told apart in black and white; ' +
    'intervals are bands or rules. Several questions stand one below the other.';

  static override examples = [
    {
      description: 'How time grows with size',
      command: '<%= config.bin %> <%= command.id %> latest --kind scaling --out fig.svg',
    },
    {
      description: 'To stdout',
      command: '<%= config.bin %> <%= command.id %> ann-ef25 --kind pareto > fig.svg',
    },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    kind: Flags.string({
      description: 'elbow, pareto, latency, scaling or roofline',
      required: true,
      helpValue: 'KIND',
    }),
    out: Flags.string({ description: 'File to write, instead of stdout', helpValue: 'FILE.svg' }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Plot);
    const [{ parseChoice }, { PLOT_KINDS }, { plotRun }, { openRecordedRun }, { writeOrPrint }] =
      await Promise.all([
        import('../cli/choices.js'),
        import('../report/plots/plot.js'),
        import('../cli/report-run.js'),
        import('../cli/open-recorded-run.js'),
        import('../cli/write-or-print.js'),
      ]);
    const kind = parseChoice('--kind', flags.kind, PLOT_KINDS);
    const opened = await openRecordedRun(args.run, flags.runs);
    const svg = await plotRun(opened, kind);
    const toFile = flags.out !== undefined && flags.out !== '-';
    if (!this.jsonEnabled() || toFile) await writeOrPrint(svg, flags.out);
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      runId: opened.run.started.runId,
      kind,
      out: toFile ? flags.out : null,
      svg,
    };
  }
}
