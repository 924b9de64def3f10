import type { Model } from '../model.js';
import { parseUpstream } from './address.js';

/** An OpenAI-compatible server that embeds and answers. */
export function upstreamModel(name: string): Model {
  const address = parseUpstream(name);
  return {
    name,
    summary: 'an OpenAI-compatible server',
    // Whether it is there is known when it is asked.
    async probe() {
      return { state: 'available' };
    },
    async open({ signal }) {
      const { upstreamEmbedder } = await import('./upstream-embedder.js');
      const { upstreamGenerator } = await import('./upstream-generator.js');
      return {
        label: address.chatModel,
        embedder: await upstreamEmbedder(address, signal),
        generator: upstreamGenerator(address),
      };
    },
  };
}
