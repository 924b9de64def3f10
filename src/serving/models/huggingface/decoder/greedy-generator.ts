import type { Generator } from '../../../pipeline/generator.js';
import { lastPositions, leftPadded } from '../../onnx/left-padding.js';
import type { Caches, Decoder } from './decoder.js';
import { type GroupingRule, promptGroups } from './prompt-groups.js';

export interface GreedyGeneratorOptions {
  readonly identity: string;
  readonly decoder: Decoder;
  /** The tokens of a prompt, at most so many: of a longer one the end, which is where the question asks to be answered. */
  tokensOf(prompt: string, most: number): readonly number[];
  textOf(tokens: readonly number[]): string;
  readonly endTokens: readonly number[];
  /** Tokens that the model reads and writes together. */
  readonly context: number;
  readonly grouping: GroupingRule;
}

/**
 * Greedy generation of a batch: one pass over the prompts, padded on the left, and one for each further token over the
 * keys and values kept from before. Rows do not see one another, nor padding: texts differ from those made alone only
 * where the two likeliest tokens are equally likely to the last bits of float32.
 */
export function greedyGenerator(options: GreedyGeneratorOptions): Generator {
  const { identity, decoder, context, grouping } = options;
  const ends = new Set(options.endTokens);

  const generateTogether = async (
    prompts: readonly (readonly number[])[],
    maxTokens: number,
    signal: AbortSignal,
  ): Promise<number[][]> => {
    const layout = leftPadded(prompts);
    const { rows, length, padding } = layout;
    const made: number[][] = prompts.map(() => []);
    const ended = new Set<number>();
    let { tokens, positions } = layout;
    let caches: Caches | undefined;
    for (let all = length; ; all++) {
      signal.throwIfAborted();
      const mask = padding.flatMap((pad) => Array.from({ length: all }, (_, at) => (at < pad ? 0 : 1)));
      const pass = await decoder.pass({ rows, tokens, positions, mask }, caches);
      pass.next.forEach((token, row) => {
        if (ends.has(token)) ended.add(row);
        if (!ended.has(row)) made[row]?.push(token);
      });
      if (ended.size === rows || all - length + 1 === maxTokens) return made;
      caches = pass.caches;
      tokens = pass.next;
      positions = lastPositions(layout, all + 1);
    }
  };

  return {
    identity,
    async generate(prompts, maxTokens, signal) {
      const encoded = prompts.map((prompt) => options.tokensOf(prompt, context - maxTokens));
      const texts = prompts.map(() => '');
      for (const group of promptGroups(
        encoded.map((tokens) => tokens.length),
        grouping,
      )) {
        const made = await generateTogether(
          group.map((row) => encoded[row] ?? []),
          maxTokens,
          signal,
        );
        group.forEach((row, i) => {
          texts[row] = options.textOf(made[i] ?? []);
        });
      }
      return texts;
    },
    close: () => decoder.close(),
  };
}
