import { DIM, HEADS, type TinyWeights } from './tiny-decoder.js';
import { BOUND, VOCABULARY } from './tiny-tokenizer.js';

const HEAD_SIZE = DIM / HEADS;
const at = (values: ArrayLike<number>, i: number): number => {
  const value = values[i];
  if (value === undefined) throw new RangeError(`no element ${i}`);
  return value;
};

/** What the definition makes of a prompt in float64, without batches, padding or caches, and the least lead of a token. */
export function plainAnswer(weights: TinyWeights, prompt: readonly number[], maxTokens: number) {
  const tokens = [BOUND, ...prompt];
  const made: number[] = [];
  let leastLead = Number.POSITIVE_INFINITY;
  while (made.length < maxTokens) {
    const scores = nextScores(weights, tokens);
    const [best = 0, second = 0] = scores.map((_, i) => i).sort((a, b) => at(scores, b) - at(scores, a));
    leastLead = Math.min(leastLead, at(scores, best) - at(scores, second));
    if (best === BOUND) break;
    tokens.push(best);
    made.push(best);
  }
  return { made, leastLead };
}

function nextScores({ embedding, positions, layers }: TinyWeights, tokens: readonly number[]): number[] {
  const times = (x: readonly number[], matrix: Float32Array): number[] =>
    Array.from({ length: DIM }, (_, to) =>
      x.reduce((sum, value, from) => sum + value * at(matrix, from * DIM + to), 0),
    );
  let rows = tokens.map((token, place) =>
    Array.from({ length: DIM }, (_, i) => at(embedding, token * DIM + i) + at(positions, place * DIM + i)),
  );
  for (const layer of layers) {
    const queries = rows.map((row) => times(row, layer.query));
    const keys = rows.map((row) => times(row, layer.key));
    const values = rows.map((row) => times(row, layer.value));
    rows = rows.map((row, place) => {
      const mixed: number[] = [];
      for (let from = 0; from < DIM; from += HEAD_SIZE) {
        const powers = keys.slice(0, place + 1).map((key) => {
          let dot = 0;
          for (let i = from; i < from + HEAD_SIZE; i++) dot += at(queries[place] ?? [], i) * at(key, i);
          return Math.exp(dot / Math.sqrt(HEAD_SIZE));
        });
        const total = powers.reduce((sum, power) => sum + power, 0);
        for (let i = from; i < from + HEAD_SIZE; i++) {
          mixed.push(powers.reduce((sum, power, t) => sum + (power / total) * at(values[t] ?? [], i), 0));
        }
      }
      return times(mixed, layer.output).map((value, i) => value + at(row, i));
    });
  }
  const last = rows.at(-1) ?? [];
  return Array.from({ length: VOCABULARY }, (_, token) =>
    last.reduce((sum, value, i) => sum + value * at(embedding, token * DIM + i), 0),
  );
}
