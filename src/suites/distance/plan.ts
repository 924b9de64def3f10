import type { Cell } from '../suite.js';
import { type Extent, isRowByRow, pairsOf } from './extent.js';
import { type DistanceParameters, extentIn } from './parameters.js';
import { type DistanceRequest, datasetsOf } from './request.js';

/**
 * The cells of a distance benchmark: one group per dataset, metric, extent, thread count and dimension, holding every
 * subject.
 * @throws UsageError when a dataset has not the rows or the dimension asked for
 */
export async function planDistance(request: DistanceRequest): Promise<Cell[]> {
  const { datasets, metrics, extents, threads, subjects } = request;
  const cells: Cell[] = [];
  for (const name of datasets) {
    for (const extent of extents) {
      const specs = await datasetsOf(name, extent, request);
      for (const metric of metrics) {
        for (const threadCount of threads) {
          for (const dataset of specs) {
            const parameters = { dataset, shape: extent.shape, metric };
            cells.push(...subjects.map((subject) => cellOf(subject, threadCount, parameters)));
          }
        }
      }
    }
  }
  return cells;
}

function cellOf(
  { name, engine }: DistanceRequest['subjects'][number],
  threads: number,
  parameters: DistanceParameters,
): Cell {
  const { dataset, shape, metric } = parameters;
  const extent = extentIn(parameters);
  const group = [
    dataset.name,
    `seed${dataset.seed}`,
    metric,
    shape,
    extentId(extent),
    `t${threads}`,
    `d${dataset.d}`,
  ].join('/');
  return {
    id: `distance/${group}/${name}${engine === undefined ? '' : `:${engine}`}`,
    suite: 'distance',
    subject: name,
    ...(engine !== undefined && { engine }),
    threads,
    group,
    label: `${dataset.name}, ${metric}, ${inWords(extent)}, d = ${dataset.d}`,
    parameters,
  };
}

function extentId({ shape, rows, queries }: Extent): string {
  return isRowByRow(shape) ? `${rows}` : `${queries}x${rows}`;
}

function inWords(extent: Extent): string {
  const { shape, rows, queries } = extent;
  if (shape === 'pair') return 'one pair';
  return shape === 'rows' ? `${pairsOf(extent)} row pairs` : `${shape}, ${queries} x ${rows}`;
}
