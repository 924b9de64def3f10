import type { Embedder } from '../pipeline/embedder.js';
import type { Generator } from '../pipeline/generator.js';

/** Opens both, and closes the first when the second fails. */
export async function openPair(
  openEmbedder: () => Promise<Embedder>,
  openGenerator: () => Promise<Generator>,
): Promise<{ readonly embedder: Embedder; readonly generator: Generator }> {
  const embedder = await openEmbedder();
  try {
    return { embedder, generator: await openGenerator() };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}
