import { z } from 'zod';
import type { Embedder } from '../../pipeline/embedder.js';
import type { UpstreamAddress } from './address.js';
import { postJson } from './post-json.js';

const ANSWER = z.object({ data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })) });

/** Vectors by `POST /embeddings`, scaled to length 1. Asks for one at once, to learn how long they are. */
export async function upstreamEmbedder(
  { base, embeddingModel }: UpstreamAddress,
  signal: AbortSignal,
): Promise<Embedder> {
  const ask = async (input: readonly string[], asking: AbortSignal | undefined): Promise<number[][]> => {
    const answer = await postJson(`${base}/embeddings`, { model: embeddingModel, input }, asking);
    const { data } = ANSWER.parse(answer);
    if (data.length !== input.length) {
      throw new Error(`expected ${input.length} vectors from ${base}, got ${data.length}`);
    }
    return data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  };
  const [sample = []] = await ask(['length'], signal);
  const d = sample.length;
  return {
    identity: `${embeddingModel} at ${base}`,
    d,
    async embed(texts, _role, asking) {
      const vectors = new Float32Array(texts.length * d);
      const rows = await ask(texts, asking);
      rows.forEach((row, i) => {
        if (row.length !== d) throw new Error(`expected vectors of ${d} from ${base}, got ${row.length}`);
        const norm = Math.hypot(...row) || 1;
        vectors.set(
          row.map((value) => value / norm),
          i * d,
        );
      });
      return vectors;
    },
    async close() {},
  };
}
