import { UsageError } from '../../errors.js';
import { formatBytes } from '../../results/display/quantity.js';
import type { Cell } from '../suite.js';
import { pairsOf } from './extent.js';
import { type DistanceParameters, distanceParameters, extentIn } from './parameters.js';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** An engine keeps a copy of the vectors in its own memory, and so do its intermediate results. */
const SHARE = 0.5;
/** The true distance of each pair, its scale and its tolerance, which the check keeps. */
const TRUTH_BYTES = 3 * Float64Array.BYTES_PER_ELEMENT;

/** Bytes of both sides' vectors and of the answer. */
export function heldBytes(parameters: DistanceParameters): number {
  const extent = extentIn(parameters);
  return (
    (extent.rows + extent.queries) * parameters.dataset.d * FLOAT_BYTES +
    pairsOf(extent) * (FLOAT_BYTES + TRUTH_BYTES)
  );
}

/** @throws UsageError when what a cell holds does not fit half of `freeBytes` */
export function requireMemory(cells: readonly Cell[], freeBytes: number): void {
  for (const cell of cells) {
    const parameters = distanceParameters.parse(cell.parameters);
    const bytes = heldBytes(parameters);
    if (bytes <= freeBytes * SHARE) continue;
    const extent = extentIn(parameters);
    throw new UsageError(
      `expected vectors that fit half of the ${formatBytes(freeBytes)} of memory now free, as engines keep copies; ` +
        `${pairsOf(extent)} pairs (${extent.shape}) of d = ${parameters.dataset.d} hold ${formatBytes(bytes)} - ` +
        'lower --pairs or --d',
    );
  }
}
