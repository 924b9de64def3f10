/** The layers of a decoder of the Llama kind, and how often a token passes each of them in one of its blocks. */
export const BLOCK_LAYERS: Readonly<Record<string, number>> = {
  // Before attention and before the feed-forward part.
  layernorm: 2,
  qkv_proj: 1,
  rotary_emb: 1,
  o_proj: 1,
  gate_up_proj: 1,
  act_fn: 1,
  down_proj: 1,
};

/** Passed once, before the first block and after the last. */
export const OUTER_LAYERS: readonly string[] = ['embedding', 'final_layernorm'];

/** Passed once by the last position of each sequence. */
export const SEQUENCE_LAYERS: readonly string[] = ['lm_head', 'sampler'];
