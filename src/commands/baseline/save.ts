import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BASELINES_FLAG } from '../../cli/baseline-flags.js';

export default class BaselineSave extends BaseCommand {
  static override summary = 'Keep a run under a name, for later runs to be held against';

  static override description =
    'The journal of the run is copied, whole or not at all. A name has one baseline for each suite and host; ' +
    'another run of the same takes its place. Baselines are small text files: commit them, or keep them in a cache.';

  static override examples = [
    {
      description: 'The newest run as main',
      command: '<%= config.bin %> <%= command.id %> main',
    },
    {
      description: 'A run by its id, or a part of it',
      command: '<%= config.bin %> <%= command.id %> v1.0 20261121-110859-knn-fff8',
    },
  ];

  static override args = {
    name: Args.string({ description: 'Name of the baseline, such as main', required: true }),
    run: Args.string({
      description: 'The run: its folder, its id, a part of it, or latest',
      default: 'latest',
    }),
  };

  static override flags = {
    ...BASELINES_FLAG,
    runs: Flags.string({
      description: 'Folder that holds the runs',
      default: 'results/runs',
      helpValue: 'DIR',
    }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(BaselineSave);
    const [{ openRun }, { saveBaseline }, { baselineDocumentOf }] = await Promise.all([
      import('../../results/open-run.js'),
      import('../../results/baselines.js'),
      import('../../cli/baseline.js'),
    ]);
    const saved = await saveBaseline(flags.out, args.name, await openRun(args.run, flags.runs));
    if (!this.jsonEnabled()) {
      const { suite, runId } = saved.journal.started;
      process.stderr.write(`${args.name} is now ${runId} for ${suite} on this kind of host: ${saved.path}\n`);
    }
    return baselineDocumentOf([saved]);
  }
}
