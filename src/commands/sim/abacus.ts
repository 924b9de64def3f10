import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';

export default class SimAbacus extends BaseCommand {
  static override summary = 'Simulate Abacus: queries of two models that overlap on one GPU';

  static override description =
    paragraphs(`Queries of two models come as Abacus (SC'21) drew them, number by number, and share a GPU under one policy after another:
fcfs, sjf and edf as Abacus ran them (rounds of one query of each model, one after another and alone), abacus (the
released controller) and abacus-repaired (what the paper says: slots by model, a search that iterates, no stale latency).
edf-early-drop knows what abacus-repaired knows, drops what it predicts to be late, and lets nothing overlap.

A group takes as long as the predictor says, times a ratio of measured to predicted latency, drawn from the records that the
predictor was tested with (--errors none leaves that out). The predictor comes from a file (--predictor) or is trained first,
with the profiles.

Abacus counts an answer however late it is (answered) and calls what is dropped or late a violation; goodput counts what
is in time. A mean over pairs compares pair by pair, as Abacus does.

Exit codes: 0 ok, 1 a policy failed, 2 usage, 100 no profiles, 130 interrupted; rows that were finished are kept.`);

  static override examples = [
    {
      description: 'One pair, at the load of the published throughput',
      command:
        '<%= config.bin %> <%= command.id %> --pair resnet152,vgg19 --policy fcfs,sjf,edf,abacus --load 100 --predictor mlp-all.json',
    },
    {
      description: 'The mean of all pairs at both loads',
      command: '<%= config.bin %> <%= command.id %> --profiles DIR',
    },
    {
      description: 'A row for every pair, with ten streams of queries',
      command:
        '<%= config.bin %> <%= command.id %> --pair each --load 50 --seed 0,1,2,3,4,5,6,7,8,9 --predictor mlp-all.json --format csv',
    },
  ];

  static override flags = {
    pair: Flags.string({
      description: 'Two models, or pairs such as resnet152_vgg19; each for every pair, all for their mean',
      default: 'all',
      helpValue: 'NAME,...',
    }),
    policy: Flags.string({
      description: 'fcfs, sjf, edf, edf-early-drop, abacus, abacus-repaired, or all',
      default: 'all',
      helpValue: 'NAME,...',
    }),
    load: Flags.string({
      description: 'Queries a second, of both models together',
      default: '50,100',
      helpValue: 'RATE,...',
    }),
    queries: Flags.string({ description: 'How many come', default: '1000', helpValue: 'N' }),
    slo: Flags.string({
      description: 'A query must be answered within [default: as published for the pair]',
      helpValue: '100ms',
    }),
    seed: Flags.string({
      description: "Of Python's random, for the queries; published runs began with 0",
      default: '0',
      helpValue: 'SEED,...',
    }),
    errors: Flags.string({
      description: 'How groups stray from what is predicted: measured, as records did, or none',
      default: 'measured',
      helpValue: 'WHICH',
    }),
    predictor: Flags.string({
      description: 'A predictor that mls train predictor kept',
      helpValue: 'FILE',
      exclusive: ['profiles', 'epochs'],
    }),
    profiles: Flags.string({
      description:
        'Folder of profiles to train one with [default: abacus/2in7 in the folder of mls datasets]',
      helpValue: 'DIR',
    }),
    epochs: Flags.string({ description: 'Of that training [default: as published]', helpValue: 'N' }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(SimAbacus);
    const { runComputedCommand } = await import('../../cli/computed/run-computed-command.js');
    const { exitCode, document } = await runComputedCommand('abacus', 'mls sim abacus', flags, {
      json: this.jsonEnabled(),
    });
    this.endWith(exitCode);
    return document;
  }
}
