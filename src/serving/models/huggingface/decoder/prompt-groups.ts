/** Scores that one pass may hand back: 1 GiB of float32. */
const MOST_SCORES = 2 ** 28;

export interface GroupingRule {
  /** Whether rows of different lengths may be padded: not where the graph would count padding as positions. */
  readonly pads: boolean;
  /** Whether rows go through the graph together at all. */
  readonly together: boolean;
  readonly vocabulary: number;
}

/**
 * Which prompts go through the graph together, as their numbers: all of them, as long as each one's answer is what it
 * would be alone and the scores of the first pass fit in memory.
 * @param lengths tokens of each prompt
 */
export function promptGroups(
  lengths: readonly number[],
  { pads, together, vocabulary }: GroupingRule,
): number[][] {
  if (!together) return lengths.map((_, row) => [row]);
  const alike = new Map<number, number[]>();
  lengths.forEach((length, row) => {
    const key = pads ? 0 : length;
    alike.set(key, [...(alike.get(key) ?? []), row]);
  });
  return [...alike.values()].flatMap((rows) => {
    const longest = Math.max(...rows.map((row) => lengths[row] ?? 0));
    const most = Math.max(1, Math.floor(MOST_SCORES / (longest * vocabulary)));
    return Array.from({ length: Math.ceil(rows.length / most) }, (_, i) =>
      rows.slice(i * most, (i + 1) * most),
    );
  });
}
