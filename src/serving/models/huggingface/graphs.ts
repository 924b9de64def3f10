/** Graphs that an embedder's folder may hold, without `.onnx`. */
export const EMBEDDER_GRAPHS = [['model']] as const;

/** Graphs that a generator's folder may hold, the best first: one for all passes, or one for the first and one for further ones. */
export const DECODER_GRAPHS = [
  ['decoder_model_merged'],
  ['model'],
  ['decoder_model', 'decoder_with_past_model'],
] as const;
