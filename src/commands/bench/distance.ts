import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BENCH_EXIT_CODES } from '../../cli/bench/exit-codes.js';
import { BENCH_FLAGS } from '../../cli/bench/flags.js';
import { paragraphs } from '../../cli/paragraphs.js';

export default class BenchDistance extends BaseCommand {
  static override summary = 'Race backends at distances, and find the size from which each overtakes ts';

  static override description =
    paragraphs(`A pair and row pairs are handed over with each call, so that what it takes to send them to a device is measured
too, apart where the backend tells it apart. One-to-many and many-to-many meet vectors that are already loaded. Every
distance of a timed answer is recomputed in float64; one beyond the rounding of float32 and of the engine's arithmetic
makes the row wrong and the exit code 98. What was measured is in results/runs/<run>/journal.ndjson as it happens.

${BENCH_EXIT_CODES}`);

  static override examples = [
    {
      description: 'Every available backend on one pair and on 100, L2, from d = 2 to 65,536',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'All metrics at given sizes',
      command:
        '<%= config.bin %> <%= command.id %> --metric l2,cosine,dot,l1 --d 2,32768,65536 --pairs 1,1000 --backend all',
    },
    {
      description: '50 queries to 2,000 loaded rows, nine rounds each, as one JSON document',
      command:
        '<%= config.bin %> <%= command.id %> --shape many-to-many --queries 50 --pairs 100000 --rounds 9 --json',
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
    // There are many cells, and most are short.
    time: Flags.string({
      description: BENCH_FLAGS.time.description ?? '',
      default: '300ms',
      helpValue: '300ms',
    }),
    dataset: Flags.string({
      description:
        'Where the vectors come from, comma-separated: names (see `mls datasets`), files, or numpy-legacy:SEED',
      default: 'uniform',
      helpValue: 'NAME|FILE,...',
    }),
    metric: Flags.string({
      description: 'l2, cosine, dot, l1 or all',
      default: 'l2',
      helpValue: 'METRIC,...',
    }),
    shape: Flags.string({
      description:
        'pair, rows (row i to row i), one-to-many, many-to-many or all; by default pair and rows, as --pairs says',
      helpValue: 'SHAPE,...',
    }),
    pairs: Flags.string({
      description: 'Distances computed together; by default 1,100',
      helpValue: 'P,...',
    }),
    queries: Flags.string({
      description: 'Queries of many-to-many, each with its share of the pairs',
      default: '50',
      helpValue: 'Q',
    }),
    d: Flags.string({
      description: 'Dimension of synthetic vectors; by default 2,1024,65536',
      helpValue: 'D,...',
    }),
    seed: Flags.string({ description: 'Seed of synthetic vectors', helpValue: 'SEED' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BenchDistance);
    const { benchDistance } = await import('../../cli/bench/distance.js');
    const outcome = await benchDistance(flags, { json: this.jsonEnabled() });
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
