/** A question with the title of the passage that a right answer is made from, where one is known. */
export interface Question {
  readonly query: string;
  readonly k: number;
  readonly cites: string | null;
}

const K = 2;

/** The one question of the published load tests. */
const HOVERING: Question = { query: 'Which animals can hover in the air?', k: K, cites: 'Hummingbirds' };

const COUNTRIES = [
  'Kenya',
  'France',
  'Japan',
  'Brazil',
  'Canada',
  'Egypt',
  'Norway',
  'Peru',
  'Thailand',
  'Austria',
];

/** What is asked of a corpus when nobody says otherwise; any other corpus is asked what `animals` is, for load alone. */
export function usualQuestions(corpus: string): readonly Question[] {
  if (corpus === 'factbook') {
    return COUNTRIES.map((country) => ({
      query: `What is the capital of ${country}?`,
      k: 3,
      cites: `${country}, Capital`,
    }));
  }
  return [corpus === 'animals' ? HOVERING : { ...HOVERING, cites: null }];
}

export function bodyOf({ query, k }: Question): string {
  return JSON.stringify({ query, k });
}
