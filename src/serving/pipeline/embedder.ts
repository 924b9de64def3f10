/** What a text is in a search: models trained with instructions embed the two differently. */
export type TextRole = 'query' | 'passage';

/** Turns texts into unit vectors that are near one another where the texts are alike. */
export interface Embedder {
  /** Names model and pooling: the key under which vectors of a corpus are kept. */
  readonly identity: string;
  readonly d: number;
  /** @returns row-major `texts.length * d`, each row of length 1 (or 0 for a text without words) */
  embed(texts: readonly string[], role: TextRole, signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}
