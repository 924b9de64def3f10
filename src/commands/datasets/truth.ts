import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';

export default class DatasetsTruth extends BaseCommand {
  static override summary = 'Write the true neighbours of queries to a file';

  static override description =
    'The float64 oracle finds them, one query after the other over all rows; what it found once is kept in the cache. ' +
    'The file is .ivecs, as `mls bench knn --truth` and other benchmarks read it: per query its k ids, nearest first, ' +
    'ties by the smaller id.';

  static override examples = [
    {
      description: 'The 100 nearest by L2 of every query',
      command: '<%= config.bin %> <%= command.id %> base.npy queries.npy --k 100 --out gt.ivecs',
    },
    {
      description: 'Of the first 1,000 queries that a dataset brings, by cosine',
      command: '<%= config.bin %> <%= command.id %> fashion-mnist-784 1000 --metric cosine --out gt.ivecs',
    },
  ];

  static override args = {
    base: Args.string({ description: 'File of vectors to search, or a dataset', required: true }),
    queries: Args.string({
      description:
        'File of vectors to search for, FILE,Q for its first Q, or how many of what the base brings',
      required: true,
    }),
  };

  static override flags = {
    k: Flags.string({ description: 'Neighbours per query', default: '100', helpValue: 'K' }),
    metric: Flags.string({ description: 'l2, cosine, dot or l1', default: 'l2', helpValue: 'METRIC' }),
    out: Flags.string({ description: 'File to write', required: true, helpValue: 'FILE.ivecs' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(DatasetsTruth);
    const { writeTruth } = await import('../../cli/write-truth.js');
    const { base, queries } = args;
    const { k, metric, out } = flags;
    const written = await writeTruth({ base, queries, k, metric, out }, this.jsonEnabled());
    if (!this.jsonEnabled()) {
      process.stderr.write(`${out}: ${written.queries} x ${written.k}, ${metric}, of ${written.n} rows\n`);
    }
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', ...written };
  }
}
