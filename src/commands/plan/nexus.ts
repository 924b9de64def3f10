import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { paragraphs } from '../../cli/paragraphs.js';
import { PRESENTATION_FLAGS } from '../../cli/presentation-flags.js';

export default class PlanNexus extends BaseCommand {
  static override summary = 'Plan how many GPUs sessions need, and what each of them runs';

  static override description =
    paragraphs(`A session is a model with a latency target and a rate; a query is a tree of models that share one target. The target of
a query is split over its models so that they need the fewest GPUs. Then sessions are packed: each gets as many GPUs as it
keeps busy, and what is left of it shares a GPU with others, which goes round them, a batch of each, every duty cycle.

The paper's form (Nexus, SOSP 2019) and that of the released code differ: --form paper,released shows both. The lower bound
is what sessions would need if GPUs could be cut into parts.

The file is YAML; docs/nexus-sessions.md describes it. table-2 instead of a file is the worked example of the paper.`);

  static override examples = [
    {
      description: 'The worked example of the paper',
      command: '<%= config.bin %> <%= command.id %> table-2',
    },
    {
      description: 'Sessions and queries of a file, in both forms',
      command: '<%= config.bin %> <%= command.id %> sessions.yaml --form paper,released',
    },
    {
      description: 'Only how many GPUs',
      command: '<%= config.bin %> <%= command.id %> sessions.yaml --gpus-only',
    },
  ];

  static override args = {
    sessions: Args.string({ description: 'YAML file of sessions and queries, or table-2', required: true }),
  };

  static override flags = {
    form: Flags.string({
      description: 'paper, released, or both',
      default: 'paper',
      helpValue: 'FORM,...',
    }),
    'gpus-only': Flags.boolean({
      description: 'Print the number of GPUs, of each form on a line, and keep nothing',
      exclusive: ['json'],
    }),
    ...PRESENTATION_FLAGS,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(PlanNexus);
    const { planNexus } = await import('../../cli/computed/plan-nexus.js');
    const outcome = await planNexus(args.sessions, flags, { json: this.jsonEnabled() });
    if (outcome === undefined) return undefined;
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
