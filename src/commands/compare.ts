import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { RULE_FLAGS } from '../cli/compare/rule-flags.js';
import { paragraphs } from '../cli/paragraphs.js';

export default class Compare extends BaseCommand {
  static override summary =
    'Hold one run against another: what is slower, faster, the same, or cannot be told';

  static override description =
    paragraphs(`For each cell: the ratio of the medians, head over base, with its interval; the verdict; and the smallest
slowdown that so many rounds of such noise could have shown. A cell is slower only if its rounds differ by Mann-Whitney's
test, after Holm over the suite, and the interval lies wholly beyond the threshold and this host's noise floor; it is the
same only if a difference of the threshold would have been seen. Otherwise nothing can be told, and it says so.

Cells that cannot be compared say why: another question, another host, fewer than six rounds, rounds that measured the
clock. The exit code is 0 whatever is found; mls gate judges by exit code.`);

  static override examples = [
    {
      description: 'Two runs by their folders, or by a part of their ids',
      command: [
        '<%= config.bin %> <%= command.id %> results/runs/A results/runs/B',
        '<%= config.bin %> <%= command.id %> 6245 latest',
      ].join('\n'),
    },
    {
      description: 'As a table for a pull request',
      command: '<%= config.bin %> <%= command.id %> 6245 latest --format md',
    },
    {
      description: 'Only differences beyond 10 %',
      command: '<%= config.bin %> <%= command.id %> 6245 latest --threshold 10%',
    },
  ];

  static override args = {
    base: Args.string({
      description: 'The run from before: its folder, its id, a part of it, or latest',
      required: true,
    }),
    head: Args.string({ description: 'The run from after', required: true }),
  };

  static override flags = {
    ...RULE_FLAGS,
    out: Flags.string({
      description: 'Folder that holds the runs',
      default: 'results/runs',
      helpValue: 'DIR',
    }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Compare);
    const { compare } = await import('../cli/compare/compare.js');
    return compare(args, flags, { json: this.jsonEnabled() });
  }
}
