import { BaseCommand } from '../../cli/base-command.js';

export default class Cache extends BaseCommand {
  static override summary = 'Show what is kept between runs, and how much of the disk it takes';

  static override description =
    'Data that was fetched, exact answers, indexes and what was measured of this host are kept so that no run waits for ' +
    'them twice. All of it can be deleted and comes back when it is needed. Many systems note a use only once a day. MLS_CACHE_DIR ' +
    'moves the cache.';

  static override examples = [
    { description: 'By kind', command: '<%= config.bin %> <%= command.id %>' },
    { description: 'For a program', command: '<%= config.bin %> <%= command.id %> --json' },
    {
      description: 'Delete what was not used for a month',
      command: '<%= config.bin %> cache clean --all --unused-for 30d',
    },
  ];

  async run(): Promise<unknown> {
    await this.parse(Cache);
    const [{ cacheDirectory }, { bytesOf }, { summariseCache }] = await Promise.all([
      import('../../datasets/cache-directory.js'),
      import('../../cli/cache/cache-entries.js'),
      import('../../cli/cache/summarise-cache.js'),
    ]);
    const directory = cacheDirectory();
    const kinds = await summariseCache();
    const bytes = bytesOf(kinds);
    if (!this.jsonEnabled()) {
      const { printCache } = await import('../../cli/cache/print-cache.js');
      printCache(kinds, bytes, directory);
    }
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', directory, bytes, kinds };
  }
}
