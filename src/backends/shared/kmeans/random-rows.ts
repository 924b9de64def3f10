/** `k` different numbers below `n`, every sequence of them equally likely (Fisher and Yates, only as far as needed). */
export function randomRows(n: number, k: number, uniform: () => number): number[] {
  const swapped = new Map<number, number>();
  return Array.from({ length: k }, (_, i) => {
    const at = i + Math.floor(uniform() * (n - i));
    const chosen = swapped.get(at) ?? at;
    swapped.set(at, swapped.get(i) ?? i);
    return chosen;
  });
}
