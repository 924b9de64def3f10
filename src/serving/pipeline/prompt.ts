import type { FoundPassage } from './retriever.js';

/** Where a model that imitates the prompt would begin the next one. */
export const NEXT_QUESTION = '\nQuestion';

/** Question, passages and the place where the answer goes, as in the published service. */
export function promptOf(query: string, passages: readonly FoundPassage[]): string {
  const context = passages.map(({ title, text }) => (title === '' ? text : `${title}: ${text}`));
  return `Question: ${query}\nContext:\n${context.join('\n')}\nAnswer:`;
}
