import type { RagAnswer } from '../../serving/tier.js';
import type { Question } from './questions.js';

export interface AnswerCheck {
  /** Who answered, in its own words: `emulated` where no model did. */
  readonly model: string;
  readonly check: 'pass' | 'fail' | 'none';
  readonly reason: string | null;
}

/**
 * Holds one answer to each question against what is known of it: that it comes from the right passage. Hashed words, by
 * which `emulated` retrieves, are not held to more than three passages.
 */
export function checkAnswers(questions: readonly Question[], answers: readonly RagAnswer[]): AnswerCheck {
  const model = answers[0]?.model ?? '';
  const known = questions.flatMap((question, i) => {
    const answer = answers[i];
    if (question.cites === null || answer === undefined) return [];
    return [{ question, titles: answer.passages.map(({ title }) => title) }];
  });
  if (known.length === 0 || (model === 'emulated' && known.length > 1)) {
    return { model, check: 'none', reason: null };
  }
  const wrong = known.find(({ question: { cites }, titles }) => cites === null || !titles.includes(cites));
  if (wrong === undefined) return { model, check: 'pass', reason: null };
  const { question, titles } = wrong;
  const got = titles.length === 0 ? 'none' : titles.join('; ');
  return {
    model,
    check: 'fail',
    reason: `"${question.query}": expected the passage "${question.cites}", got ${got}`,
  };
}
