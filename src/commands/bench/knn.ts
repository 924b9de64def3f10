import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BENCH_FLAGS } from '../../cli/bench-flags.js';

export default class BenchKnn extends BaseCommand {
  static override summary = 'Race backends at exact k-nearest-neighbour search, every answer checked';

  static override description =
    `Each backend loads the vectors once and then answers the same batch of queries, round after round, the backends
taking turns in an order that is reversed each round. Every answer is compared with a float64 oracle; a wrong one makes
the row wrong and the exit code 98. What was measured is in results/runs/<run>/journal.ndjson as it happens.

EXIT CODES
  0 ok    1 a backend failed    2 usage    98 wrong answers    100 a backend named is unavailable    130 interrupted`;

  static override examples = [
    {
      description: 'Every available backend on MNIST, L2, k = 10',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'All metrics on three backends',
      command:
        '<%= config.bin %> <%= command.id %> --backend ts,tfjs,gpujs --metric l2,cosine,dot,l1 --queries 50 --k 10',
    },
    {
      description: 'Two sizes of synthetic vectors, nine rounds each, as one JSON document',
      command:
        '<%= config.bin %> <%= command.id %> --dataset gaussian --n 4000,40000 --d 1024 --rounds 9 --json',
    },
    {
      description: 'Data to a file, the live table still on the terminal',
      command: '<%= config.bin %> <%= command.id %> --format csv > out.csv',
    },
    {
      description: 'Go on after Ctrl-C or a crash',
      command: '<%= config.bin %> <%= command.id %> --resume last',
    },
  ];

  static override flags = {
    ...BENCH_FLAGS,
    dataset: Flags.string({
      description: 'Datasets to search, comma-separated (see `mls datasets`)',
      default: 'mnist-784',
      helpValue: 'NAME,...',
    }),
    metric: Flags.string({
      description: 'l2, cosine, dot, l1 or all',
      default: 'l2',
      helpValue: 'METRIC,...',
    }),
    k: Flags.string({ description: 'Neighbours per query', default: '10', helpValue: 'K,...' }),
    queries: Flags.string({ description: 'Queries answered together', default: '50', helpValue: 'Q' }),
    n: Flags.string({ description: 'Rows to search: the first N of a real dataset', helpValue: 'N,...' }),
    d: Flags.string({ description: 'Dimension of synthetic vectors', helpValue: 'D,...' }),
    seed: Flags.string({ description: 'Seed of synthetic vectors', helpValue: 'SEED' }),
    memory: Flags.string({
      description: 'Vectors resident at once; beyond it they are streamed from the dataset',
      helpValue: '512MiB',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BenchKnn);
    const { benchKnn } = await import('../../cli/bench-knn.js');
    const outcome = await benchKnn(flags, { json: this.jsonEnabled() });
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
