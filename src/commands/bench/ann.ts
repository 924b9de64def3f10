import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BENCH_EXIT_CODES } from '../../cli/bench/exit-codes.js';
import { BENCH_FLAGS } from '../../cli/bench/flags.js';
import { paragraphs } from '../../cli/paragraphs.js';

export default class BenchAnn extends BaseCommand {
  static override summary = 'Weigh recall against speed of approximate nearest-neighbour indexes';

  static override description =
    paragraphs(`An index finds most of the nearest neighbours without looking at every row. Each point of a sweep is a row: how many
of the true neighbours it finds (recall, with an interval over the queries), how many queries a second it answers in a
batch, and how long one query takes by itself. Rows that no other beats in both are on the Pareto front, marked in the
table and filled in the chart.

IVF (ts, tfjs, gpujs) sorts the rows into nlist lists around centroids of K-Means and scans the nprobe lists nearest to a
query; HNSW (usearch) walks a graph of neighbours, keeping ef candidates. An index is built once, kept in the cache and
used again (see \`mls indexes\`); build is how long that took. Distances are recomputed from the vectors: a wrong one, or
an id given twice, makes the row wrong and the exit code 98; a missed neighbour only lowers recall.

Once a value of nprobe or ef finds every neighbour of every query, larger ones of the same sweep are not measured: they
find no more, and cost more.

contrast is the dataset's relative contrast, the mean distance over that to the nearest row. Near 1, as in noise of many
dimensions, all rows are about as far away, and recall says nothing about real data.

${BENCH_EXIT_CODES}`);

  static override examples = [
    {
      description: 'IVF on every backend and HNSW, on Fashion-MNIST',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'A chosen sweep',
      command:
        '<%= config.bin %> <%= command.id %> --index ivf,hnsw --nprobe 1,2,4,8,16,32 --ef 16:256 --dataset fashion-mnist-784',
    },
    {
      description: 'HNSW alone, denser graphs, cosine, as CSV',
      command:
        '<%= config.bin %> <%= command.id %> --index hnsw --m 16,32 --ef-construction 200 --metric cosine --format csv',
    },
    {
      description: 'Your own vectors, queries and truth',
      command:
        '<%= config.bin %> <%= command.id %> --dataset sift.fvecs --queries sift_query.fvecs --truth sift_gt.ivecs',
    },
    {
      description: 'Go on after Ctrl-C or a crash',
      command: '<%= config.bin %> <%= command.id %> --resume last',
    },
  ];

  static override flags = {
    ...BENCH_FLAGS,
    index: Flags.string({
      description: 'Indexes to build: ivf, hnsw or all',
      default: 'ivf,hnsw',
      helpValue: 'INDEX,...',
    }),
    nprobe: Flags.string({
      description: 'IVF: lists scanned for a query; 1:32 doubles from 1 to 32, which is the default',
      helpValue: 'P,...|FROM:TO',
    }),
    ef: Flags.string({
      description: 'HNSW: candidates kept in a search, at least k; by default 16:256',
      helpValue: 'E,...|FROM:TO',
    }),
    nlist: Flags.string({
      description: 'IVF: lists; by default the square root of the rows',
      helpValue: 'L,...',
    }),
    m: Flags.string({ description: 'HNSW: links of a node', default: '16', helpValue: 'M,...' }),
    'ef-construction': Flags.string({
      description: 'HNSW: candidates kept while a node is linked',
      default: '128',
      helpValue: 'E,...',
    }),
    dataset: Flags.string({
      description:
        'Datasets to search, comma-separated: names (see `mls datasets`), files of vectors, or numpy-legacy:SEED',
      default: 'fashion-mnist-784',
      helpValue: 'NAME|FILE,...',
    }),
    metric: Flags.string({
      description: 'l2, cosine, dot, l1 or all; hnsw has no l1',
      default: 'l2',
      helpValue: 'METRIC,...',
    }),
    k: Flags.string({ description: 'Neighbours per query', default: '10', helpValue: 'K,...' }),
    queries: Flags.string({
      description: 'Queries answered together: how many, or for a file as dataset the file of them',
      default: '200',
      helpValue: 'Q|FILE|FILE,Q',
    }),
    truth: Flags.string({
      description: 'File of the true neighbours (.ivecs, .npy, .hdf5), proved before it is believed',
      helpValue: 'FILE',
    }),
    n: Flags.string({ description: 'Rows to search: the first N of a real dataset', helpValue: 'N,...' }),
    d: Flags.string({ description: 'Dimension of synthetic vectors', helpValue: 'D,...' }),
    seed: Flags.string({ description: 'Seed of synthetic vectors', helpValue: 'SEED' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BenchAnn);
    const { benchAnn } = await import('../../cli/bench/ann.js');
    const outcome = await benchAnn(flags, { json: this.jsonEnabled() });
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
