import { join } from 'node:path';
import { DataError } from '../../../../errors.js';
import type { Embedder } from '../../../pipeline/embedder.js';
import type { OpenModelTools } from '../../model.js';
import { loadGraph } from '../../onnx/load-graph.js';
import { loadOrt } from '../../onnx/runtime.js';
import { textEmbedder } from '../../onnx/text-embedder.js';
import { findGraphs, noGraph } from '../find-graph.js';
import { folderTokenizer } from '../folder-tokenizer.js';
import { EMBEDDER_GRAPHS } from '../graphs.js';
import { readModelConfig } from '../model-config.js';
import { contentHash } from './content-hash.js';
import { embedderSettings } from './settings.js';

/** Where nothing states how much a model reads. */
const USUAL_TOKENS = 512;

/** An embedder from a folder: `config.json`, `tokenizer.json` and `onnx/model.onnx`. @throws DataError */
export async function folderEmbedder(folder: string, { spec, signal }: OpenModelTools): Promise<Embedder> {
  const ort = await loadOrt();
  const config = await readModelConfig(folder);
  const settings = await embedderSettings(folder, [config.name, config.statedName]);
  const tokenizer = await folderTokenizer(folder);
  const found = await findGraphs(folder, EMBEDDER_GRAPHS);
  const [graph] = found?.paths ?? [];
  if (found === undefined || graph === undefined) throw noGraph(folder, 'an embedder', EMBEDDER_GRAPHS);
  const { hiddenSize, name, padToken } = config;
  if (hiddenSize === undefined) {
    throw new DataError(`expected ${folder}/config.json to name hidden_size; it does not`, 'model-folder');
  }
  const hash = await contentHash(graph, join(folder, 'tokenizer.json'), signal);
  const session = await loadGraph(ort, graph, spec.threads);
  return textEmbedder({
    identity: `${name}${found.quantized ? ' int8' : ''}, mean, ${JSON.stringify(settings.prefixes.passage)}, sha256=${hash.slice(0, 16)}`,
    ort,
    session,
    d: hiddenSize,
    tokens: tokenizer.encodeWhole,
    mostTokens: settings.mostTokens ?? tokenizer.mostTokens ?? USUAL_TOKENS,
    padToken,
    prefixes: settings.prefixes,
    together: !found.quantized,
  });
}
