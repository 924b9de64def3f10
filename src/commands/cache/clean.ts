import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { CACHE_KIND_NAMES } from '../../cli/cache/cache-kinds.js';

export default class CacheClean extends BaseCommand {
  static override summary = 'Delete what is kept between runs';

  static override description =
    'Asks first. What is deleted comes back when it is needed: fetched, built or computed again. Nothing else that lies in ' +
    'the cache is touched, nor what is being written.';

  static override strict = false;

  static override usage = '<%= command.id %> KIND... | --all';

  static override examples = [
    { description: 'What an hour of ANN left', command: '<%= config.bin %> <%= command.id %> indexes truth' },
    {
      description: 'What was not used for a month, without being asked',
      command: '<%= config.bin %> <%= command.id %> --all --unused-for 30d --yes',
    },
    {
      description: 'Only say what would go',
      command: '<%= config.bin %> <%= command.id %> --all --dry-run',
    },
  ];

  static override args = {
    kind: Args.string({ description: `Kinds to clean, of ${CACHE_KIND_NAMES.join(', ')}` }),
  };

  static override flags = {
    all: Flags.boolean({ description: 'Every kind', default: false }),
    'unused-for': Flags.string({
      description: 'Only what was neither read nor written for so long, such as 30d or 12h',
      helpValue: 'TIME',
    }),
    'dry-run': Flags.boolean({ char: 'n', description: 'Delete nothing', default: false }),
    yes: Flags.boolean({ char: 'y', description: 'Delete without asking', default: false }),
  };

  async run(): Promise<unknown> {
    const { argv, flags } = await this.parse(CacheClean);
    const [{ cacheDirectory }, { bytesOf }, { cleanCache }, { tellCleaned }] = await Promise.all([
      import('../../datasets/cache-directory.js'),
      import('../../cli/cache/cache-entries.js'),
      import('../../cli/cache/clean-cache.js'),
      import('../../cli/cache/tell-cleaned.js'),
    ]);
    const { 'dry-run': dryRun, 'unused-for': unusedFor, all, yes } = flags;
    const entries = await cleanCache({ words: argv as string[], all, unusedFor, dryRun, yes });
    if (!this.jsonEnabled()) tellCleaned(entries, dryRun);
    return {
      ...{
        schemaVersion: 1,
        partial: false,
        exitCode: 0,
        verdict: 'ok',
        directory: cacheDirectory(),
        dryRun,
      },
      bytes: bytesOf(entries),
      deleted: entries.map(({ kind, name, bytes, usedAt }) => ({ kind, name, bytes, usedAt })),
    };
  }
}
