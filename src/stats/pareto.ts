/** A point of two figures of both of which more is better. */
export interface Tradeoff {
  readonly x: number;
  readonly y: number;
}

/**
 * Which points are on the Pareto front: those than which no other is better in one figure and no worse in the other.
 * Equal points are on it together; one with a figure that is not a number is not on it.
 */
export function paretoFront(points: readonly Tradeoff[]): boolean[] {
  const sound = points.flatMap((point, at) => (Number.isNaN(point.x + point.y) ? [] : [{ ...point, at }]));
  const onFront = points.map(() => false);
  // From the largest x down, and of equal ones the largest y first, a point is dominated if y was reached before.
  sound.sort((a, b) => b.x - a.x || b.y - a.y);
  let best: Tradeoff | undefined;
  for (const point of sound) {
    const equal = best !== undefined && point.x === best.x && point.y === best.y;
    if (best === undefined || point.y > best.y || equal) {
      onFront[point.at] = true;
      best = point;
    }
  }
  return onFront;
}
