import { basename } from 'node:path';
import { findRuntime, RUNTIME_REMEDY } from '../gguf/find-runtime.js';
import { ggufFault } from '../gguf/gguf-file.js';
import { folderFault } from '../huggingface/folder-fault.js';
import { DECODER_GRAPHS, EMBEDDER_GRAPHS } from '../huggingface/graphs.js';
import type { Model, ModelProbe, OpenModelTools } from '../model.js';
import { probeOrt } from '../onnx/runtime.js';
import { openPair } from '../pair.js';
import type { LocalNames } from './local-names.js';

/** A model from the user's own files. */
export function localModel(name: string, { embedder, generator }: LocalNames): Model {
  const { kind, path } = generator;
  return {
    name,
    summary: 'your own files',
    async probe() {
      const faults = [
        embedder === undefined ? undefined : await folderFault(embedder, 'an embedder', EMBEDDER_GRAPHS),
        kind === 'gguf' ? await ggufFault(path) : await folderFault(path, 'a generator', DECODER_GRAPHS),
      ];
      const fault = faults.find((found) => found !== undefined);
      if (fault !== undefined) {
        return {
          state: 'unavailable',
          reason: fault,
          remedy: 'Name the files of a model: --model FOLDER or FILE.gguf',
        };
      }
      return kind === 'gguf' && (await findRuntime()) === undefined ? NO_RUNTIME : probeOrt();
    },
    async open(tools) {
      const pair = await openPair(
        () => openEmbedder(embedder, tools),
        async () => {
          if (kind === 'gguf') return (await import('../gguf/gguf-generator.js')).ggufGenerator(path, tools);
          return (await import('../huggingface/decoder/folder-generator.js')).folderGenerator(path, tools);
        },
      );
      return {
        label: `${embedder === undefined ? 'all-MiniLM-L6-v2' : basename(embedder)} + ${basename(path)}`,
        ...pair,
      };
    },
  };
}

const NO_RUNTIME: ModelProbe = {
  state: 'unavailable',
  reason: 'node-llama-cpp, which reads GGUF, is not installed',
  remedy: RUNTIME_REMEDY,
};

async function openEmbedder(folder: string | undefined, tools: OpenModelTools) {
  if (folder === undefined) return (await import('../default/minilm-embedder.js')).minilmEmbedder(tools);
  return (await import('../huggingface/embedder/folder-embedder.js')).folderEmbedder(folder, tools);
}
