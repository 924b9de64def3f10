import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { findElbow } from '../stats/kneedle.js';
import { shapelessCosineShare, shapelessDistanceShare } from '../stats/shapeless-loss.js';

export const ELBOW_METRICS = ['l2', 'cosine'] as const;
export type ElbowMetric = (typeof ELBOW_METRICS)[number];

export interface ElbowPoint {
  readonly k: number;
  readonly loss: number;
}

/** How the loss of K-Means falls with k, under one metric. */
export interface ElbowCurve {
  readonly metric: ElbowMetric;
  /** In ascending k. */
  readonly points: readonly ElbowPoint[];
  /** Where Kneedle finds the elbow, and how far the curve sags there below its chord, of at most 1. */
  readonly elbow?: { readonly k: number; readonly sag: number };
  /** Why there is no elbow, or why it should not be believed. */
  readonly warning?: string;
}

const FEWEST_POINTS = 4;
/** A uniform cube is cut by a little more than a Gaussian cloud of the same spread would be. */
const SHAPELESS_MARGIN = 0.95;

/** The curves that rows of K-Means with a loss make, a row for each k; rows that broke or were wrong are left out. */
export function elbowCurves(rows: readonly Row[]): ElbowCurve[] {
  const sound = rows.filter((row) => row.status === 'ok' && numberIn(row, 'loss') !== null);
  return ELBOW_METRICS.flatMap((metric) => {
    const own = sound.filter((row) => textIn(row, 'metric') === metric);
    const points = own
      .map((row) => ({ k: numberIn(row, 'k') ?? 0, loss: numberIn(row, 'loss') ?? 0 }))
      .sort((a, b) => a.k - b.k);
    const [first] = own;
    if (first === undefined) return [];
    const shape = { n: numberIn(first, 'n') ?? 0, d: numberIn(first, 'd') ?? 0 };
    return [{ metric, points, ...elbowOf(metric, points, shape) }];
  });
}

function elbowOf(
  metric: ElbowMetric,
  points: readonly ElbowPoint[],
  shape: { readonly n: number; readonly d: number },
): Pick<ElbowCurve, 'elbow' | 'warning'> {
  if (points.length < FEWEST_POINTS) {
    return {
      warning: `too few values of k to see an elbow: expected at least ${FEWEST_POINTS}, got ${points.length}`,
    };
  }
  const found = findElbow(
    points.map(({ k }) => k),
    points.map(({ loss }) => loss),
  );
  const point = found && points[found.index];
  if (found === undefined || point === undefined) {
    return { warning: 'no elbow: the loss does not fall fast and then slowly' };
  }
  const warning = shapelessness(metric, points, point, shape);
  return { elbow: { k: point.k, sag: found.sag }, ...(warning !== undefined && { warning }) };
}

/** Says so where the rows may as well have no clusters at all; it takes the loss for k = 1 to know. */
function shapelessness(
  metric: ElbowMetric,
  [first]: readonly ElbowPoint[],
  { k, loss }: ElbowPoint,
  { n, d }: { readonly n: number; readonly d: number },
): string | undefined {
  if (first === undefined || first.k !== 1 || first.loss <= 0) return undefined;
  const share = loss / first.loss;
  const shapeless =
    metric === 'l2' ? shapelessDistanceShare(k, d) : shapelessCosineShare(k, d, first.loss / n);
  if (share < SHAPELESS_MARGIN * shapeless) return undefined;
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return (
    `no sign of clusters: k = ${k} leaves ${percent(share)} of the loss, where cutting up a cloud without any ` +
    `leaves ${percent(shapeless)} or more in ${d} dimensions`
  );
}
