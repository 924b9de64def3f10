import { paretoFront, type Tradeoff } from './pareto.js';

/**
 * The area that points cover together, each the rectangle between itself and the reference point, more being better in
 * both figures (Zitzler and Thiele 1998). Points that are not beyond the reference in both cover nothing.
 */
export function hypervolume(points: readonly Tradeoff[], reference: Tradeoff = { x: 0, y: 0 }): number {
  const beyond = points.filter(({ x, y }) => x > reference.x && y > reference.y);
  const onFront = paretoFront(beyond);
  const front = beyond.filter((_, at) => onFront[at] === true).sort((a, b) => b.x - a.x);
  let area = 0;
  let reached = reference.y;
  for (const { x, y } of front) {
    area += (x - reference.x) * (y - reached);
    reached = y;
  }
  return area;
}
