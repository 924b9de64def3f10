/**
 * p values adjusted so that calling those below alpha holds the chance of even one false call to alpha, whatever depends
 * on what (Holm 1979): the smallest times their number, the next times one less, none below the one before it.
 * @returns in the order given
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(p.length).fill(1);
  let before = 0;
  for (const [place, { value, at }] of order.entries()) {
    before = Math.max(before, Math.min(1, value * (p.length - place)));
    adjusted[at] = before;
  }
  return adjusted;
}
