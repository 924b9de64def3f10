import type { Embedder } from './embedder.js';
import type { Generator } from './generator.js';
import { promptOf } from './prompt.js';
import type { FoundPassage, Retriever } from './retriever.js';

export interface Question {
  readonly query: string;
  readonly k: number;
}

/** Where a batch's time went, in milliseconds. */
export interface StageTimes {
  readonly embedMs: number;
  readonly retrieveMs: number;
  readonly generateMs: number;
}

export interface PipelineAnswer {
  readonly result: string;
  readonly passages: readonly FoundPassage[];
}

export interface Pipeline {
  /** Who answers, as it stands in every answer: `emulated` where no model does. */
  readonly model: string;
  readonly embedder: string;
  readonly retriever: string;
  readonly generator: string;
  readonly passages: number;
  /** Answers questions together. @throws the signal's reason when aborted between or within stages */
  answer(
    questions: readonly Question[],
    signal: AbortSignal,
  ): Promise<{ readonly answers: readonly PipelineAnswer[]; readonly times: StageTimes }>;
  close(): Promise<void>;
}

export interface PipelineParts {
  readonly model: string;
  readonly embedder: Embedder;
  readonly retriever: Retriever;
  readonly generator: Generator;
  readonly maxTokens: number;
}

/** Embeds, retrieves and generates, one stage after another, each for the whole batch. */
export function makePipeline({ model, embedder, retriever, generator, maxTokens }: PipelineParts): Pipeline {
  return {
    model,
    embedder: embedder.identity,
    retriever: retriever.identity,
    generator: generator.identity,
    passages: retriever.passages,
    async answer(questions, signal) {
      const started = performance.now();
      const vectors = await embedder.embed(
        questions.map(({ query }) => query),
        'query',
        signal,
      );
      signal.throwIfAborted();
      const embedded = performance.now();
      const k = Math.max(...questions.map((question) => question.k));
      const found = await retriever.retrieve(vectors, questions.length, k);
      signal.throwIfAborted();
      const retrieved = performance.now();
      const passages = questions.map((question, i) => (found[i] ?? []).slice(0, question.k));
      const prompts = questions.map(({ query }, i) => promptOf(query, passages[i] ?? []));
      const texts = await generator.generate(prompts, maxTokens, signal);
      const generated = performance.now();
      return {
        answers: passages.map((cited, i) => ({ result: texts[i] ?? '', passages: cited })),
        times: {
          embedMs: embedded - started,
          retrieveMs: retrieved - embedded,
          generateMs: generated - retrieved,
        },
      };
    },
    async close() {
      await Promise.all([embedder.close(), retriever.close(), generator.close()]);
    },
  };
}
