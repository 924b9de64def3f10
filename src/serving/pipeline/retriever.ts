import type { Passage } from '../corpora/corpus.js';

export interface FoundPassage extends Passage {
  /** Its number in the corpus. */
  readonly id: number;
  /** Cosine of the angle between question and passage. */
  readonly score: number;
}

/** Finds the passages nearest to questions. */
export interface Retriever {
  /** What searches, such as `native knn, cosine`. */
  readonly identity: string;
  readonly passages: number;
  /**
   * @param vectors row-major `count * d`
   * @param k passages for each question; as many as there are where there are fewer
   */
  retrieve(vectors: Float32Array, count: number, k: number): Promise<readonly (readonly FoundPassage[])[]>;
  close(): Promise<void>;
}
