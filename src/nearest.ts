import { closest, distance } from 'fastest-levenshtein';

/** The choice nearest to `word`, if one is near enough to have been meant. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0) return undefined;
  const typed = word.toLowerCase();
  // Two letters swapped are as far from `ts` as from `tfjs`: of the nearest, the one as long as what was typed.
  const misfit = (choice: string) => Math.abs(choice.length - typed.length);
  const found = closest(
    typed,
    choices.toSorted((a, b) => misfit(a) - misfit(b)),
  );
  const edits = distance(typed, found);
  // As many edits as letters would be another word altogether.
  return edits < word.length && edits <= Math.max(2, Math.floor(word.length / 3)) ? found : undefined;
}
