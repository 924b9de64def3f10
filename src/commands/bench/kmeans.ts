import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { BENCH_EXIT_CODES } from '../../cli/bench/exit-codes.js';
import { BENCH_FLAGS } from '../../cli/bench/flags.js';
import { paragraphs } from '../../cli/paragraphs.js';

export default class BenchKMeans extends BaseCommand {
  static override summary = 'Race backends at K-Means from the same start, or look for the elbow of its loss';

  static override description =
    paragraphs(`A timed round is a whole fit. All backends start from the same rows, chosen once; each fit is compared with a float64
oracle iteration by iteration as far as that can go in a few seconds, and beyond it checked from its labels and
centroids: inertia recomputed, sampled rows with their nearest centroid, centroids that rest at the means of their rows.

lloyd and hamerly give the same answer, hamerly skipping rows whose label cannot have changed; minibatch moves the
centroids after every few rows. For cosine K-Means is spherical: centroids are unit vectors. iterations counts updates of
the centroids; they have converged when they move less than --tol, as a share of the rows' distance to their centroids.

With --elbow the losses over a range of k are drawn and written beside the journal (elbow.csv, elbow-*.svg), with the
elbow that Kneedle finds in them: for l2 the sum of distances, for cosine the sum of 1 - cos. A warning says where there
is none, and where rows without any clusters would have given as much.

${BENCH_EXIT_CODES}`);

  static override examples = [
    {
      description: 'Every available backend on MNIST, k = 10',
      command: '<%= config.bin %> <%= command.id %>',
    },
    {
      description: 'Several k from k-means++ starts, Hamerly bounds, best of three',
      command:
        '<%= config.bin %> <%= command.id %> --k 10,50,100 --max-iter 50 --algorithm hamerly --restarts 3',
    },
    {
      description: 'The elbow of a synthetic set, under both metrics',
      command: '<%= config.bin %> <%= command.id %> --elbow --k 1:101:10 --dataset gaussian --n 40000 --d 64',
    },
    {
      description: 'Mini-batches over a file larger than memory',
      command: '<%= config.bin %> <%= command.id %> --dataset big.npy --memory 512MiB --algorithm minibatch',
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
        'Datasets to cluster, comma-separated: names (see `mls datasets`), files of vectors, or numpy-legacy:SEED',
      default: 'mnist-784',
      helpValue: 'NAME|FILE,...',
    }),
    metric: Flags.string({
      description: 'l2, cosine or all; by default l2, and all with --elbow',
      helpValue: 'METRIC,...',
    }),
    k: Flags.string({
      description: 'Clusters, as a list or a range start:stop:step; by default 10, and 1:101:10 with --elbow',
      helpValue: 'K,...',
    }),
    init: Flags.string({
      description: 'How the rows to start from are chosen: kmeans++ or random',
      default: 'kmeans++',
      helpValue: 'INIT',
    }),
    algorithm: Flags.string({
      description: 'lloyd, hamerly or minibatch',
      default: 'lloyd',
      helpValue: 'ALGORITHM',
    }),
    'max-iter': Flags.string({
      description: 'Updates of the centroids at most; of minibatch, passes over the rows',
      default: '20',
      helpValue: 'I',
    }),
    tol: Flags.string({
      description: "Converged when centroids move by no more than this share of the rows' distance to them",
      default: '1e-4',
      helpValue: 'SHARE',
    }),
    restarts: Flags.string({
      description: 'Fits from different starts, of which the best counts',
      default: '1',
      helpValue: 'R',
    }),
    'start-seed': Flags.string({ description: 'Seed of the starts', default: '1', helpValue: 'SEED' }),
    batch: Flags.string({ description: 'Rows of a mini-batch', default: '4096', helpValue: 'ROWS' }),
    'cosine-mean': Flags.string({
      description:
        "What a centroid's direction is the mean of: directions of its rows, or the vectors as they are",
      default: 'directions',
      helpValue: 'MEAN',
    }),
    elbow: Flags.boolean({ description: 'Draw the loss against k and look for its elbow, one round a k' }),
    n: Flags.string({ description: 'Rows to cluster: the first N of a real dataset', helpValue: 'N,...' }),
    d: Flags.string({ description: 'Dimension of synthetic vectors', helpValue: 'D,...' }),
    seed: Flags.string({ description: 'Seed of synthetic vectors', helpValue: 'SEED' }),
    memory: Flags.string({
      description: 'Vectors resident at once; beyond it they are streamed from the dataset',
      helpValue: '512MiB',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(BenchKMeans);
    const { benchKMeans } = await import('../../cli/bench/kmeans.js');
    const outcome = await benchKMeans(flags, { json: this.jsonEnabled() });
    this.endWith(outcome.exitCode);
    return outcome.document;
  }
}
