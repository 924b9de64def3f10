/** Which requests' latencies are told: all are served. */
export const PARTS = ['whole', 'first-half', 'second-half'] as const;
export type Part = (typeof PARTS)[number];

/** Whether the request that came as the `index`-th of `count` is told of. */
export function isPartOf(part: Part, index: number, count: number): boolean {
  if (part === 'whole') return true;
  return index < Math.ceil(count / 2) === (part === 'first-half');
}
