import { UsageError } from '../../errors.js';
import type { ModelShares } from '../../scheduling/simulation/source/model-shares.js';

/** `uniform`, `zipf:0.9`, or proportions such as `3,1,1`. @throws UsageError */
export function parsePopularity(text: string): { readonly text: string; readonly shares: ModelShares } {
  if (text === 'uniform') return { text, shares: { kind: 'uniform' } };
  const isZipf = text.startsWith('zipf:');
  const numbers = (isZipf ? text.slice('zipf:'.length) : text)
    .split(',')
    .map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  const [first] = numbers;
  const areSound = numbers.every((number) => number >= 0 && number < Number.POSITIVE_INFINITY);
  if (!areSound || first === undefined || (isZipf && numbers.length > 1)) {
    throw new UsageError(
      `expected --popularity to be uniform, zipf:EXPONENT such as zipf:0.9, or proportions such as 3,1,1; got "${text}"`,
    );
  }
  return {
    text,
    shares: isZipf ? { kind: 'zipf', exponent: first } : { kind: 'given', weights: numbers },
  };
}
