import type { ColumnDeclaration } from '../../results/columns.js';
import {
  CEILING_COLUMNS,
  CHECK_COLUMNS,
  common,
  metric,
  OUTCOME_COLUMNS,
  ofSubject,
  parameter,
  SUBJECT_COLUMNS,
  TIME_COLUMNS,
} from '../declare-columns.js';

const swept = (name: string, title: string): ColumnDeclaration => ({
  ...parameter(name, title),
  swept: true,
});

const BATCH = TIME_COLUMNS.filter(({ name }) => ['medianMs', 'ciLowMs', 'ciHighMs'].includes(name));
/** Where the time went is of less interest than how long one query waits: it goes first from a narrow table. */
const PARTS = TIME_COLUMNS.filter((column) => !BATCH.includes(column));

/** Columns of an ANN row, in the order of JSON and CSV. The names are a contract. */
export const ANN_COLUMNS: readonly ColumnDeclaration[] = [
  ...SUBJECT_COLUMNS,
  parameter('dataset', 'dataset'),
  parameter('metric', 'metric'),
  parameter('n', 'N'),
  parameter('d', 'D'),
  parameter('queries', 'queries'),
  parameter('k', 'k'),
  ofSubject(swept('threads', 'threads')),
  swept('index', 'index'),
  // How an index was built says who answers, rather than what is asked.
  common('nlist', 'nlist'),
  common('m', 'M'),
  common('efConstruction', 'efC'),
  swept('nprobe', 'nprobe'),
  swept('ef', 'ef'),
  ...OUTCOME_COLUMNS,
  common('paretoFront', 'front'),
  ...BATCH,
  metric('p50Ms', 'p50 of one', 'ms', 'lower'),
  metric('p90Ms', 'p90 of one', 'ms', 'lower'),
  metric('p99Ms', 'p99 of one', 'ms', 'lower'),
  metric('queriesPerSecond', 'queries', '1/s', 'higher'),
  metric('gflops', 'rate', 'GFLOP/s', 'higher'),
  ...CEILING_COLUMNS,
  metric('speedup', 'speed-up', 'x', 'higher'),
  { ...metric('recall', 'recall', '', 'higher'), interval: ['recallCiLow', 'recallCiHigh'] },
  metric('recallCiLow', 'recall low', '', 'higher'),
  metric('recallCiHigh', 'recall high', '', 'higher'),
  metric('relativeContrast', 'contrast'),
  metric('distanceComputations', 'distances'),
  metric('buildMs', 'build', 'ms', 'lower'),
  metric('indexBytes', 'index size', 'bytes', 'lower'),
  ...PARTS,
  ...CHECK_COLUMNS,
];
