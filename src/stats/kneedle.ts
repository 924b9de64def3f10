export interface Elbow {
  /** Position of the elbow among the points. */
  readonly index: number;
  /** How far the curve sags there below its chord, both axes scaled to 1: 0 for a straight line, near 1 for a corner. */
  readonly sag: number;
}

const FEWEST_POINTS = 4;

/**
 * The elbow of a falling, convex curve by Kneedle (Satopaa, Albrecht, Irwin and Raghavan 2011): scale both axes to 1
 * and take the local maximum of the distance below the chord after which that distance falls by more than the mean
 * step in x, times `sensitivity`; of several, the one that sags most. Points come in ascending x and are not smoothed.
 * @returns undefined where the curve has no such place
 */
export function findElbow(x: readonly number[], y: readonly number[], sensitivity = 1): Elbow | undefined {
  if (x.length !== y.length) throw new RangeError(`expected as many y as x, got ${y.length} and ${x.length}`);
  if (x.length < FEWEST_POINTS) return undefined;
  const sags = belowChord(x, y);
  if (sags === undefined) return undefined;
  const threshold = sensitivity / (x.length - 1);
  return localMaxima(sags)
    .filter((index) => fallsBy(sags, index, threshold))
    .map((index) => ({ index, sag: sags[index] ?? 0 }))
    .reduce<Elbow | undefined>(
      (most, elbow) => (most === undefined || elbow.sag > most.sag ? elbow : most),
      undefined,
    );
}

/** Of each point, 1 - y - x on axes scaled to 1; undefined for a curve that does not fall from its first point to its last. */
function belowChord(x: readonly number[], y: readonly number[]): number[] | undefined {
  const [firstX = 0, lastX = 0] = [x[0], x.at(-1)];
  const [firstY = 0, lastY = 0] = [y[0], y.at(-1)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  if (!(lastX > firstX) || !(firstY > lastY) || !Number.isFinite(high - low)) return undefined;
  return y.map((value, i) => 1 - (value - low) / (high - low) - ((x[i] ?? 0) - firstX) / (lastX - firstX));
}

function localMaxima(values: readonly number[]): number[] {
  return [...values.keys()].filter((i) => {
    const [before, here, after] = [values[i - 1], values[i], values[i + 1]];
    return (
      before !== undefined && here !== undefined && after !== undefined && here > before && here >= after
    );
  });
}

/** Whether values fall by more than `drop` from a maximum before they rise again. */
function fallsBy(values: readonly number[], from: number, drop: number): boolean {
  const peak = values[from] ?? 0;
  for (let i = from + 1; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < peak - drop) return true;
    if (value > (values[i - 1] ?? 0)) return false;
  }
  return false;
}
