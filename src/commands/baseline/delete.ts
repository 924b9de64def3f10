import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BASELINES_FLAG } from '../../cli/baseline-flags.js';

export default class BaselineDelete extends BaseCommand {
  static override summary = 'Remove the baselines of a name';

  static override examples = [
    { description: 'Of every suite and host', command: '<%= config.bin %> <%= command.id %> main' },
    { description: 'Of one suite', command: '<%= config.bin %> <%= command.id %> main --suite knn' },
  ];

  static override args = {
    name: Args.string({ description: 'Name of the baselines (see `mls baseline list`)', required: true }),
  };

  static override flags = {
    ...BASELINES_FLAG,
    suite: Flags.string({ description: 'Of this suite alone', helpValue: 'SUITE' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(BaselineDelete);
    const [{ deleteBaseline }, { baselineDocumentOf }] = await Promise.all([
      import('../../results/baselines.js'),
      import('../../cli/baseline.js'),
    ]);
    const deleted = await deleteBaseline(flags.out, args.name, flags.suite);
    if (!this.jsonEnabled()) {
      for (const { path } of deleted) process.stderr.write(`removed ${path}\n`);
    }
    return baselineDocumentOf(deleted);
  }
}
