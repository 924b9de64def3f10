import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';

export default class TrainPredictor extends BaseCommand {
  static override summary = 'Train predictors of how long parts of two models take on one GPU at once';

  static override description =
    paragraphs(`The overlap-aware latency predictor of Abacus (SC'21): a small perceptron, trained in TensorFlow.js, with a linear
regression and a support vector regression beside it. Each learns from four fifths of the profiled records and is tested
with the others: MAE and MAPE stand beside the published ones, and beside the error when the slots of the two models are
swapped, as Abacus's released controller may ask.

Profiles are the CSV files of pairs, such as resnet50_bert.csv, of data/profile/A100/2in7 in github.com/Raphael-Hao/Abacus
(tag v0.1). They are not part of mls.

Every predictor is kept in results/runs/<run>, such as mlp-all.json, for mls sim abacus --predictor. The perceptron of all
pairs takes a minute or two, all pairs one by one some minutes more.

Exit codes: 0 ok, 2 usage, 100 no profiles, 130 interrupted; rows that were finished are kept.`);

  static override examples = [
    {
      description: 'All three, with all pairs as one',
      command: '<%= config.bin %> <%= command.id %> --profiles DIR --model mlp,linear,svr --combination all',
    },
    {
      description: 'The published table: every pair by itself, then all as one',
      command: '<%= config.bin %> <%= command.id %> --profiles DIR',
    },
    {
      description: 'One pair with another split',
      command:
        '<%= config.bin %> <%= command.id %> --profiles DIR --combination resnet152_bert --seed 1 --json',
    },
  ];

  static override flags = {
    profiles: Flags.string({
      description: 'Folder of the profiles [default: abacus/2in7 in the folder of mls datasets]',
      helpValue: 'DIR',
    }),
    model: Flags.string({
      description: 'Which: mlp, linear, svr, or all',
      default: 'all',
      helpValue: 'NAME,...',
    }),
    combination: Flags.string({
      description:
        'Pairs such as resnet50_bert; pairs for each by itself, all for all as one [default: pairs,all]',
      helpValue: 'NAME,...',
    }),
    epochs: Flags.string({
      description: 'Passes of the perceptron over its records [default: as published]',
      helpValue: 'N',
    }),
    seed: Flags.string({
      description: 'Of the split, the first weights and the order of records',
      default: '0',
      helpValue: 'SEED',
    }),
    quick: Flags.boolean({ description: 'Fewer epochs, and only all pairs as one, unless asked otherwise' }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(TrainPredictor);
    const { runComputedCommand } = await import('../../cli/computed/run-computed-command.js');
    const { exitCode, document } = await runComputedCommand('predictor', 'mls train predictor', flags, {
      json: this.jsonEnabled(),
    });
    this.endWith(exitCode);
    return document;
  }
}
