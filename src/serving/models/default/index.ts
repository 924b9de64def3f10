import type { Model } from '../model.js';
import { probeOrt } from '../onnx/runtime.js';
import { openPair } from '../pair.js';

export const model: Model = {
  name: 'default',
  summary:
    'all-MiniLM-L6-v2 finds, stories15M tells: real work on a CPU, whose answers are load and not quality',
  probe: probeOrt,
  async open(tools) {
    const { minilmEmbedder } = await import('./minilm-embedder.js');
    const { storiesGenerator } = await import('./stories-generator.js');
    const pair = await openPair(
      () => minilmEmbedder(tools),
      () => storiesGenerator(tools),
    );
    return { label: 'all-MiniLM-L6-v2 + stories15M', ...pair };
  },
};
