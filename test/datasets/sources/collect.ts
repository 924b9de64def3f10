import type { Deliver } from '../../../src/datasets/sources/source.js';

/** Takes whatever is delivered, into memory. */
export function collector(): { deliver: Deliver; readonly got: Map<string, Buffer> } {
  const got = new Map<string, Buffer>();
  return {
    got,
    async deliver({ name }, content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      got.set(name, Buffer.concat(chunks));
    },
  };
}
