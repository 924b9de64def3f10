import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Embedder, TextRole } from '../../pipeline/embedder.js';
import { integerTensor } from './integer-tensor.js';
import { meanDirection } from './mean-direction.js';
import type { Ort } from './runtime.js';

export interface TextEmbedderOptions {
  readonly identity: string;
  readonly ort: Ort;
  readonly session: InferenceSession;
  readonly d: number;
  /** With the tokens that open and close a text. */
  tokens(text: string): number[];
  /** Further ones are cut off, but for the one that closes the text. */
  readonly mostTokens: number;
  readonly padToken: number;
  /** Put before texts. */
  readonly prefixes: Readonly<Record<TextRole, string>>;
  /** Whether texts go through the graph together; not where one's vector would depend on the others. */
  readonly together: boolean;
}

const HIDDEN = ['last_hidden_state', 'token_embeddings', 'hidden_states'];

/**
 * Embeds by an encoder in ONNX: the mean of the last layer over the tokens of a text, padding not among them, scaled to
 * length 1. Together, texts are padded on the right to the longest.
 */
export function textEmbedder(options: TextEmbedderOptions): Embedder {
  const { identity, ort, session, d, mostTokens, padToken, prefixes, together } = options;

  const tokensOf = (text: string): number[] => {
    const tokens = options.tokens(text);
    const closing = tokens.at(-1) ?? padToken;
    return tokens.length <= mostTokens ? tokens : [...tokens.slice(0, mostTokens - 1), closing];
  };

  const embedBatch = async (batch: readonly (readonly number[])[], into: Float32Array): Promise<void> => {
    const length = Math.max(1, ...batch.map((tokens) => tokens.length));
    const dims = [batch.length, length];
    const padded = (value: (token: number) => number, pad: number): Tensor =>
      integerTensor(
        ort,
        batch.flatMap((tokens) => [...tokens.map(value), ...Array<number>(length - tokens.length).fill(pad)]),
        dims,
      );
    const inputs: Readonly<Record<string, () => Tensor>> = {
      input_ids: () => padded((token) => token, padToken),
      attention_mask: () => padded(() => 1, 0),
      token_type_ids: () => padded(() => 0, 0),
    };
    const feeds = Object.fromEntries(
      session.inputNames.flatMap((name) => {
        const input = inputs[name];
        return input === undefined ? [] : [[name, input()]];
      }),
    );
    const output = await session.run(feeds);
    const hidden = HIDDEN.map((name) => output[name]?.data).find((data) => data !== undefined);
    if (!(hidden instanceof Float32Array) || hidden.length !== batch.length * length * d) {
      throw new Error(
        `expected ${HIDDEN[0]} of ${batch.length} x ${length} x ${d} in float32 from ${identity}; got ${session.outputNames.join(', ')}`,
      );
    }
    batch.forEach((tokens, row) => {
      const start = row * length * d;
      into.set(meanDirection(hidden.subarray(start, start + tokens.length * d), d), row * d);
    });
  };

  return {
    identity,
    d,
    async embed(texts, role, signal) {
      const vectors = new Float32Array(texts.length * d);
      const batchRows = together ? Math.max(1, texts.length) : 1;
      for (let start = 0; start < texts.length; start += batchRows) {
        signal?.throwIfAborted();
        const batch = texts.slice(start, start + batchRows).map((text) => tokensOf(prefixes[role] + text));
        await embedBatch(batch, vectors.subarray(start * d, (start + batch.length) * d));
      }
      return vectors;
    },
    close: () => session.release(),
  };
}
