import { DataError } from '../../../../errors.js';
import type { Generator } from '../../../pipeline/generator.js';
import type { OpenModelTools } from '../../model.js';
import { loadGraph } from '../../onnx/load-graph.js';
import { loadOrt } from '../../onnx/runtime.js';
import { promptRoom } from '../../prompt-room.js';
import { findGraphs, noGraph } from '../find-graph.js';
import { type FolderTokenizer, folderTokenizer } from '../folder-tokenizer.js';
import { DECODER_GRAPHS } from '../graphs.js';
import { type ModelConfig, readModelConfig } from '../model-config.js';
import { makeDecoder } from './decoder.js';
import { decoderPorts } from './decoder-graph.js';
import { greedyGenerator } from './greedy-generator.js';

/** Their graphs take positions from the mask, which leaves padding out, and so need no `position_ids`. */
const POSITIONS_FROM_MASK = ['opt', 'bloom'];

/** A generator from a folder: `config.json`, `tokenizer.json` and a decoder in ONNX. @throws DataError, UsageError */
export async function folderGenerator(folder: string, { spec }: OpenModelTools): Promise<Generator> {
  const ort = await loadOrt();
  const config = await readModelConfig(folder);
  const context = config.context ?? Number.POSITIVE_INFINITY;
  promptRoom(context, spec.maxTokens);
  if (config.vocabulary === undefined) {
    throw new DataError(`expected ${folder}/config.json to name vocab_size; it does not`, 'model-folder');
  }
  const tokenizer = await folderTokenizer(folder);
  const found = await findGraphs(folder, DECODER_GRAPHS);
  const [firstPath, furtherPath] = found?.paths ?? [];
  if (found === undefined || firstPath === undefined) throw noGraph(folder, 'a generator', DECODER_GRAPHS);
  const open = async (path: string) => {
    const session = await loadGraph(ort, path, spec.threads);
    return { session, ports: decoderPorts(path, session, config) };
  };
  const first = await open(firstPath);
  const further = furtherPath === undefined ? first : await open(furtherPath);
  const { takesMask, takesPositions } = further.ports;
  return greedyGenerator({
    identity: `${config.name} ${found.quantized ? 'int8' : 'float32'}`,
    decoder: makeDecoder(ort, first, further),
    tokensOf: promptTokens(tokenizer, config),
    textOf: tokenizer.decode,
    endTokens: config.endTokens,
    context,
    grouping: {
      pads: takesMask && (takesPositions || POSITIONS_FROM_MASK.includes(config.type)),
      together: !found.quantized,
      vocabulary: config.vocabulary,
    },
  });
}

function promptTokens(
  tokenizer: FolderTokenizer,
  { beginToken }: ModelConfig,
): (prompt: string, most: number) => number[] {
  const stated = tokenizer.encodeWhole('');
  const opening =
    stated.length === 0 && tokenizer.addsBegin && beginToken !== undefined ? [beginToken] : stated;
  return (prompt, most) => {
    const tokens = tokenizer.encodePlain(prompt);
    return [...opening, ...tokens.slice(Math.max(0, tokens.length + opening.length - most))];
  };
}
