import type { HubSet } from '../../published/hub/fetch-from-hub.js';

/** Of an embedder: how it pools and prefixes, and weights that lie beside the graph. */
const EMBEDDER_FILES =
  /^(tokenizer_config|config_sentence_transformers|sentence_bert_config|1_Pooling\/config)\.json$|^onnx\/model\.onnx[._]data/;
const GENERATOR_FILES =
  /^(tokenizer_config|generation_config)\.json$|^onnx\/decoder_model_merged\.onnx[._]data/;

/** Multilingual E5 (Wang et al., 2024; MIT), 560 million parameters. */
export const E5: HubSet = {
  repository: 'intfloat/multilingual-e5-large-instruct',
  required: ['config.json', 'tokenizer.json', 'onnx/model.onnx'],
  optional: EMBEDDER_FILES,
};

/** OPT (Zhang et al., 2022; OPT licence), 125 million parameters, as exported by the authors of Transformers.js. */
export const OPT: HubSet = {
  repository: 'Xenova/opt-125m',
  required: ['config.json', 'tokenizer.json', 'onnx/decoder_model_merged.onnx'],
  optional: GENERATOR_FILES,
};
