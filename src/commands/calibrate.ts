import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import type { CalibrateDocument } from '../cli/calibrate/calibrate-document.js';
import { paragraphs } from '../cli/paragraphs.js';
import { UI_FLAG } from '../cli/presentation-flags.js';

export default class Calibrate extends BaseCommand {
  static override summary = "Find this host's noise floor: how far apart equal code is measured";

  static override description =
    paragraphs(`This code is compared with itself several times, in processes of their own, exactly as mls gate compares two.
Nineteen in twenty of the differences found lie within the floor; mls compare and mls gate call nothing slower or faster
whose interval is not beyond it. There is one floor for sides measured in turns, and one for runs one after the other.

It is kept in the cache by machine and suite. Calibrate again when the machine, or what else runs on it, changes. Flags
after -- are those of mls bench <suite>; without any, a small question is asked of the project's own backends.`);

  static override examples = [
    { description: 'The floor of exact search', command: '<%= config.bin %> <%= command.id %> --suite knn' },
    {
      description: 'By the question that you gate on',
      command: '<%= config.bin %> <%= command.id %> --suite knn -- --backend ts,wasm --n 20000',
    },
  ];

  // What follows -- belongs to the suite's own benchmark.
  static override strict = false;

  static override flags = {
    suite: Flags.string({ description: 'knn, distance, kmeans or ann', required: true, helpValue: 'SUITE' }),
    trials: Flags.string({ description: 'Comparisons, at least 2', default: '5', helpValue: 'T' }),
    rounds: Flags.string({
      description: 'Rounds of each cell on each side, at least 6',
      default: '30',
      helpValue: 'R',
    }),
    ui: UI_FLAG,
  };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(Calibrate);
    const { calibrate } = await import('../cli/calibrate/calibrate.js');
    const json = this.jsonEnabled();
    const document = await calibrate(flags, {
      json,
      config: this.config,
      benchArguments: argv.map(String),
    });
    if (!json) await print(document);
    return document;
  }
}

async function print({ suite, floor, cells, trials, loadAverage }: CalibrateDocument): Promise<void> {
  const [{ renderCalibration }, { outputStyle }] = await Promise.all([
    import('../report/calibration-table.js'),
    import('../cli/output-style.js'),
  ]);
  const pairs = trials.interleaved.map((measured) =>
    measured.map(({ id: cellId, baseMs, headMs }) => ({ cellId, baseMs, headMs })),
  );
  const { width } = outputStyle();
  process.stdout.write(`${renderCalibration({ suite, floor, cells, trials: pairs, loadAverage }, width)}\n`);
}
