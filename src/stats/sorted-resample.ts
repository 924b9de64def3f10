/**
 * Draws medians of bootstrap resamples of a sorted sample: how often each value was drawn is enough to find the middle,
 * without sorting anew.
 */
export function medianDrawer(sorted: Float64Array, uniform: () => number): () => number {
  const { length } = sorted;
  const drawn = new Uint32Array(length);
  const [lowPlace, highPlace] = [Math.floor((length - 1) / 2), Math.floor(length / 2)];
  return () => {
    drawn.fill(0);
    for (let i = 0; i < length; i++) {
      const at = Math.floor(uniform() * length);
      drawn[at] = (drawn[at] ?? 0) + 1;
    }
    let passed = 0;
    let low = Number.NaN;
    for (let at = 0; at < length; at++) {
      passed += drawn[at] ?? 0;
      if (Number.isNaN(low) && passed > lowPlace) low = sorted[at] ?? Number.NaN;
      if (passed > highPlace) return (low + (sorted[at] ?? Number.NaN)) / 2;
    }
    return Number.NaN;
  };
}
