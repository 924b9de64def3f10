import { describe, expect, it } from 'vitest';
import type { RagAnswer } from '../../../src/serving/tier.js';
import { checkAnswers } from '../../../src/suites/serving/check-answers.js';
import { bodyOf, usualQuestions } from '../../../src/suites/serving/questions.js';

function answer(model: string, ...titles: string[]): RagAnswer {
  return {
    model,
    query: '',
    result: '',
    passages: titles.map((title, id) => ({ id, title, text: '', score: 1 })),
    timings: { queueMs: 0, embedMs: 0, retrieveMs: 0, generateMs: 0, batch: 1 },
  };
}

describe('the answers of a tier before it is loaded', () => {
  it('must come from the passage that has the answer', () => {
    const questions = usualQuestions('animals');
    expect(checkAnswers(questions, [answer('emulated', 'Cats', 'Hummingbirds')])).toEqual({
      model: 'emulated',
      check: 'pass',
      reason: null,
    });
    const wrong = checkAnswers(questions, [answer('stories15M', 'Cats', 'Dogs')]);
    expect(wrong).toMatchObject({ model: 'stories15M', check: 'fail' });
    expect(wrong.reason).toBe(
      '"Which animals can hover in the air?": expected the passage "Hummingbirds", got Cats; Dogs',
    );
  });

  it('are asked for ten capitals of the factbook, to which hashed words are not held', () => {
    const questions = usualQuestions('factbook');
    expect(questions).toHaveLength(10);
    const right = questions.map(({ cites }) => answer('stories15M', cites ?? ''));
    expect(checkAnswers(questions, right).check).toBe('pass');
    expect(checkAnswers(questions, [...right.slice(1), answer('stories15M', 'Kenya, Energy')]).check).toBe(
      'fail',
    );
    expect(
      checkAnswers(
        questions,
        questions.map(() => answer('emulated', 'x')),
      ).check,
    ).toBe('none');
  });

  it('prove nothing over passages that nobody knows here', () => {
    const questions = usualQuestions('my.jsonl');
    expect(checkAnswers(questions, [answer('default', 'a')]).check).toBe('none');
    expect(JSON.parse(bodyOf(questions[0] ?? { query: '', k: 0, cites: null }))).toEqual({
      query: 'Which animals can hover in the air?',
      k: 2,
    });
  });
});
