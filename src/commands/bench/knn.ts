import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BENCH_EXIT_CODES } from '../../cli/bench/exit-codes.js';
import { BENCH_FLAGS } from '../../cli/bench/flags.js';
import { paragraphs } from '../../cli/paragraphs.js';

export default class BenchKnn extends BaseCommand {
  static override summary = 'Race backends at exact k-nearest-neighbour search, every answer checked';

  static override description =
    paragraphs(`Each backend loads the vectors once and then answers the same batch of queries, round after round, the backends
taking turns in an order that is reversed each round. Every answer is compared with a float64 oracle; a wrong one makes
the row wrong and the exit code 98.

A file of vectors is a dataset: .fvecs, .bvecs, .ivecs, .fbin, .u8bin, .i8bin, .npy, .hdf5, .parquet or .csv; file#name
names a dataset in an HDF5 file, or columns of a table. An ann-benchmarks file brings its queries and their true
neighbours. Otherwise queries come from the file that --queries names, all of it unless FILE,Q takes its first Q rows;
without one, the file's last Q rows are held out as queries and the rows before them searched. Beside --truth nothing
is taken on trust: distances are recomputed from the vectors, and the lists of three queries compared with the oracle's.

What was measured is in results/runs/<run>/journal.ndjson as it happens.

${BENCH_EXIT_CODES}`);

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
      description: 'Your own vectors, queries and truth',
      command:
        '<%= config.bin %> <%= command.id %> --dataset sift.fvecs --queries sift_query.fvecs --truth sift_gt.ivecs --k 100',
    },
    {
      description: 'A file larger than memory, read block by block',
      command: '<%= config.bin %> <%= command.id %> --dataset big.npy --memory 512MiB',
    },
    {
      description: 'The vectors of an experiment that called numpy.random.seed(1967)',
      command: '<%= config.bin %> <%= command.id %> --dataset numpy-legacy:1967 --n 40000 --d 512',
    },
    {
      description: 'Go on after Ctrl-C or a crash',
      command: '<%= config.bin %> <%= command.id %> --resume last',
    },
  ];

  static override flags = {
    ...BENCH_FLAGS,
    dataset: Flags.string({
      description:
        'Datasets to search, comma-separated: names (see `mls datasets`), files of vectors, or numpy-legacy:SEED',
      default: 'mnist-784',
      helpValue: 'NAME|FILE,...',
    }),
    metric: Flags.string({
      description: 'l2, cosine, dot, l1 or all',
      default: 'l2',
      helpValue: 'METRIC,...',
    }),
    k: Flags.string({ description: 'Neighbours per query', default: '10', helpValue: 'K,...' }),
    queries: Flags.string({
      description:
        'Queries answered together: how many (50 of most datasets), or for a file as dataset the file of them',
      helpValue: 'Q|FILE|FILE,Q',
    }),
    truth: Flags.string({
      description: 'File of the true neighbours (.ivecs, .npy, .hdf5), proved before it is believed',
      helpValue: 'FILE',
    }),
    precision: Flags.string({
      description:
        'full, or certified: rows selected from a quantised copy with a proven bound, the same neighbours always',
      default: 'full',
      helpValue: 'full,certified',
    }),
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
    const { benchKnn } = await import('../../cli/bench/knn.js');
    const outcome = await benchKnn(flags, { json: this.jsonEnabled() });
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
