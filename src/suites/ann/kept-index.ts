import type { AnnIndex, Engine, Indexing, IndexRequest } from '../../backends/backend.js';
import { UnavailableError } from '../../backends/shared/errors.js';
import type { Dataset } from '../../datasets/dataset.js';
import { openDataset } from '../../datasets/registry.js';
import { seededUniform } from '../../stats/random.js';
import type { Cell, PrepareTools } from '../suite.js';
import { findIndex, type IndexQuestion, keepIndex, type SavedIndex } from './index-store.js';
import { type AnnParameters, annParameters } from './parameters.js';

/** Seed of the sample for an index that has no seed of its own. */
const NO_SEED = 0;

/**
 * Builds and keeps the index of a cell, unless it is kept from before. What cannot be built is left for `openIndex` to
 * meet, in the cell's own process, where it is that cell's failure and no other's.
 */
export async function ensureIndex(cell: Cell, tools: PrepareTools): Promise<void> {
  const parameters = annParameters.parse(cell.parameters);
  const engine = await tools.openSubject(cell).catch(() => undefined);
  if (engine === undefined) return;
  const dataset = await openDataset(parameters.dataset);
  try {
    await build(cell, parameters, engine, dataset, tools).catch((error: Error) => {
      if (error.name === 'DataError') throw error;
    });
  } finally {
    await dataset.close();
    await engine.close();
  }
}

async function build(
  cell: Cell,
  parameters: AnnParameters,
  engine: Engine,
  { base }: Dataset,
  tools: PrepareTools,
): Promise<void> {
  const indexing = indexingOf(cell, parameters, engine);
  const question = questionOf(cell, parameters, engine, indexing, base.identity);
  if ((await findIndex(question)) !== undefined) return;
  const { name, n, d } = parameters.dataset;
  const { kind } = parameters.build;
  const progress = tools.stage(
    `${kind} of ${cell.subject} (${name}, N = ${n}, ${parameters.metric})`,
    'rows',
  );
  progress(0, n);
  const started = tools.now();
  const index = await indexing.build(base, { ...requestOf(parameters), progress });
  const buildMs = tools.now() - started;
  await keepIndex({ question, dataset: name, n, d, buildMs }, (path) => index.save(path));
  await index.free();
}

/** An index ready to be searched, and what is known of the file it came from. */
export interface OpenedIndex {
  readonly index: AnnIndex;
  readonly saved: SavedIndex | undefined;
}

/**
 * The index of a cell: the one that is kept, or one built anew where `ensureIndex` could not build it.
 * @throws UnavailableError where the subject builds no such index
 */
export async function openIndex(
  cell: Cell,
  parameters: AnnParameters,
  engine: Engine,
  { base }: Dataset,
): Promise<OpenedIndex> {
  const indexing = indexingOf(cell, parameters, engine);
  const saved = await findIndex(questionOf(cell, parameters, engine, indexing, base.identity));
  if (saved === undefined) return { index: await indexing.build(base, requestOf(parameters)), saved };
  const { n, d } = base;
  const { metric, build } = parameters;
  return { index: await indexing.open(saved.path, { n, d, metric, build }), saved };
}

function indexingOf(cell: Cell, { build: { kind } }: AnnParameters, { indexing }: Engine): Indexing {
  if (indexing?.kinds.includes(kind)) return indexing;
  if (indexing === undefined) {
    throw new UnavailableError(cell.subject, 'it builds no index', 'Leave it out of --backend.');
  }
  const { kinds } = indexing;
  throw new UnavailableError(
    cell.subject,
    `it builds ${kinds.join(', ')}, and no ${kind}`,
    `Use --index ${kinds.join(',')}.`,
  );
}

function questionOf(
  cell: Cell,
  { metric, build }: AnnParameters,
  { identity }: Engine,
  { version }: Indexing,
  base: string,
): IndexQuestion {
  const { subject: backend, threads } = cell;
  return { base, metric, build, backend, engine: identity.engine, threads, version };
}

function requestOf({ metric, build }: AnnParameters): IndexRequest {
  return { metric, build, uniform: seededUniform(build.kind === 'ivf' ? build.seed : NO_SEED) };
}
