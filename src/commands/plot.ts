import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../cli/runs/flags.js';

export default class Plot extends BaseCommand {
  static override summary = 'Draw a run as SVG, for a page or a column of a paper';

  static override description =
    'elbow: loss against k. pareto: queries/s against recall. latency: percentiles against the load, or every round ' +
    'with its median and interval. scaling: time against size. roofline: rates under what the host can do. ' +
    'Series differ in shape and dashes as well as in colour, so that they are told apart in black and white; ' +
    'intervals are bands or rules. Several questions stand one below the other.\n\n' +
    'Of simulations (mls sim serving): goodput against the load, the batches of each GPU over time (gantt), and batches by ' +
    'size; with --as text for the terminal.';

  static override examples = [
    {
      description: 'How time grows with size',
      command: '<%= config.bin %> <%= command.id %> latest --kind scaling --out fig.svg',
    },
    {
      description: 'To stdout',
      command: '<%= config.bin %> <%= command.id %> ann-ef25 --kind pareto > fig.svg',
    },
    {
      description: 'What the GPUs of one simulation did in a tenth of a second',
      command:
        '<%= config.bin %> <%= command.id %> latest --kind gantt --cell symphony-3000 --window 1s:1100ms --as text',
    },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    kind: Flags.string({
      description: 'elbow, pareto, latency, scaling, roofline, goodput, gantt or batches',
      required: true,
      helpValue: 'KIND',
    }),
    cell: Flags.string({ description: 'Draw only cells with this in their id', helpValue: 'ID' }),
    window: Flags.string({ description: 'Virtual time that gantt shows', helpValue: 'FROM:TO' }),
    as: Flags.string({
      description: 'svg, or of goodput, gantt and batches also text',
      default: 'svg',
      helpValue: 'FORM',
    }),
    out: Flags.string({ description: 'File to write, instead of stdout', helpValue: 'FILE.svg' }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Plot);
    const [
      { parseChoice },
      { PLOT_KINDS },
      { plotRun },
      { openRecordedRun },
      { writeOrPrint },
      { drawRun, PLOT_FORMS, parseWindow },
    ] = await Promise.all([
      import('../parse/choices.js'),
      import('../report/plots/plot.js'),
      import('../cli/report/report-run.js'),
      import('../cli/open-recorded-run.js'),
      import('../cli/write-or-print.js'),
      import('../cli/computed/draw-run.js'),
    ]);
    const kind = parseChoice('--kind', flags.kind, PLOT_KINDS);
    const form = parseChoice('--as', flags.as, PLOT_FORMS);
    const options = {
      cell: flags.cell,
      window: flags.window === undefined ? undefined : parseWindow(flags.window),
    };
    const opened = await openRecordedRun(args.run, flags.runs);
    const drawing =
      form === 'svg' ? await plotRun(opened, kind, options) : await drawRun(opened, kind, options);
    const toFile = flags.out !== undefined && flags.out !== '-';
    if (!this.jsonEnabled() || toFile) await writeOrPrint(drawing, flags.out);
    return {
      schemaVersion: 1,
      partial: false,
      exitCode: 0,
      verdict: 'ok',
      runId: opened.run.started.runId,
      kind,
      out: toFile ? flags.out : null,
      ...(form === 'svg' ? { svg: drawing } : { text: drawing }),
    };
  }
}
