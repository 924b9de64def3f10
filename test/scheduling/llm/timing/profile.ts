import type { LayerProfile } from '../../../../src/scheduling/llm/timing/layer-profile.js';

/** Each layer takes so many microseconds a position or a sequence; attention one for each position. */
export function linearProfileOfLayers(us: Readonly<Record<string, number>>): LayerProfile {
  const knots = (each: number) => [
    { x: 1, y: each },
    { x: 1000, y: 1000 * each },
  ];
  const of = (names: readonly string[]) => new Map(names.map((name) => [name, knots(us[name] ?? 0)]));
  const chunks = [0, 1, 1000];
  return {
    dense: of([
      ...['embedding', 'layernorm', 'qkv_proj', 'rotary_emb', 'o_proj'],
      ...['gate_up_proj', 'act_fn', 'down_proj', 'final_layernorm'],
    ]),
    perSequence: of(['lm_head', 'sampler']),
    attention: chunks.flatMap((chunk) =>
      [0, 1, 1000]
        .filter((decodes) => chunk + decodes > 0)
        .map((decodes) => ({ chunk, chunkContext: 0, decodes, decodeContext: 0, us: chunk + decodes })),
    ),
  };
}
