import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';

/** A flag's value that must be one of `choices`. */
export function parseChoice<T extends string>(what: string, word: string, choices: readonly T[]): T {
  const choice = choices.find((name) => name === word);
  if (choice !== undefined) return choice;
  const meant = nearest(word, choices);
  const hint = meant === undefined ? '' : ` - did you mean ${meant}?`;
  throw new UsageError(`expected ${what} to be one of ${choices.join(', ')}; got "${word}"${hint}`);
}

/** A comma-separated flag, in the order given, without repeats; `all` stands for every choice. */
export function parseChoices<T extends string>(what: string, text: string, choices: readonly T[]): T[] {
  if (text === 'all') return [...choices];
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.map((word) => parseChoice(what, word, choices)))];
}
