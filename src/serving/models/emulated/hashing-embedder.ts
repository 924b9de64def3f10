import type { Embedder } from '../../pipeline/embedder.js';

const D = 256;

/**
 * Counts the words of a text in `D` buckets, signed and scaled to length 1, so that texts which share words are near
 * one another: feature hashing (Weinberger et al., 2009). Words are compared by their first letters, which makes
 * `hovers` the word `hover`.
 */
export function hashingEmbedder(): Embedder {
  return {
    identity: `hashing-${D}:1`,
    d: D,
    async embed(texts) {
      const vectors = new Float32Array(texts.length * D);
      texts.forEach((text, row) => {
        count(text, vectors.subarray(row * D, (row + 1) * D));
      });
      return vectors;
    },
    async close() {},
  };
}

const STEM_LETTERS = 5;
const SHORTEST_WORD = 3;

function count(text: string, into: Float32Array): void {
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (word.length < SHORTEST_WORD) continue;
    const hash = fnv1a(word.slice(0, STEM_LETTERS));
    const bucket = hash % D;
    into[bucket] = (into[bucket] ?? 0) + (hash >= 2 ** 31 ? 1 : -1);
  }
  const length = Math.hypot(...into);
  if (length > 0) for (let i = 0; i < D; i++) into[i] = (into[i] ?? 0) / length;
}

/** The 32-bit FNV-1a hash of the UTF-16 units. */
function fnv1a(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
