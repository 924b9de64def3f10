import { basename } from 'node:path';
import { hubEndpoints } from '../../published/hub/endpoints.js';
import { fetchFromHub, type HubSet } from '../../published/hub/fetch-from-hub.js';
import { hubFault } from '../../published/hub/hub-fault.js';
import { servingDirectory } from '../../published/serving-directory.js';
import { folderFault } from '../huggingface/folder-fault.js';
import { DECODER_GRAPHS, EMBEDDER_GRAPHS } from '../huggingface/graphs.js';
import type { Model, OpenModelTools } from '../model.js';
import { probeOrt } from '../onnx/runtime.js';
import { openPair } from '../pair.js';
import { E5, OPT } from './sets.js';

const PROBE_PATIENCE = { connectMs: 3000, stallMs: 3000 };

/** Named as the model is, which tells how it wants its texts. */
function folderOf({ repository }: HubSet): string {
  return servingDirectory('models', basename(repository));
}

async function missing(): Promise<HubSet[]> {
  const faults = await Promise.all([
    folderFault(folderOf(E5), 'an embedder', EMBEDDER_GRAPHS),
    folderFault(folderOf(OPT), 'a generator', DECODER_GRAPHS),
  ]);
  return [E5, OPT].filter((_, i) => faults[i] !== undefined);
}

/** The pair of the published load tests. */
export const model: Model = {
  name: 'published',
  summary:
    'multilingual-e5-large-instruct finds, OPT-125M answers: the pair of the published load tests, fetched once (about 3 GB)',
  async probe() {
    const [lacking] = await missing();
    if (lacking === undefined) return probeOrt();
    const fault = await hubFault(lacking.repository, hubEndpoints(), PROBE_PATIENCE);
    if (fault === undefined) return probeOrt();
    return {
      state: 'unavailable',
      reason: `${lacking.repository} is not in ${folderOf(lacking)} and cannot be fetched (${fault})`,
      remedy:
        'Copy the files there, name your own folders (--model EMBEDDER_FOLDER,GENERATOR_FOLDER), or set HF_ENDPOINT to a mirror',
    };
  },
  async open(tools) {
    for (const set of await missing()) await fetched(set, tools);
    const { folderEmbedder } = await import('../huggingface/embedder/folder-embedder.js');
    const { folderGenerator } = await import('../huggingface/decoder/folder-generator.js');
    const pair = await openPair(
      () => folderEmbedder(folderOf(E5), tools),
      () => folderGenerator(folderOf(OPT), tools),
    );
    return { label: 'multilingual-e5-large-instruct + opt-125m', ...pair };
  },
};

function fetched(set: HubSet, { signal, progress }: OpenModelTools): Promise<void> {
  return fetchFromHub(set, folderOf(set), { endpoints: hubEndpoints(), signal, progress });
}
