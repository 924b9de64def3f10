import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The sha256 of a graph, of the files beside it that its weights lie in (their names stand in the graph), and of its
 * tokenizer: vectors kept for a corpus are found by it. A folder's name or a file's size would take a model trained
 * further for the one before.
 */
export async function contentHash(graph: string, tokenizer: string, signal: AbortSignal): Promise<string> {
  const bytes = await readFile(graph, { signal });
  const hash = createHash('sha256').update(bytes);
  const beside = (await readdir(dirname(graph))).filter((name) => !/\.(onnx|json)$/.test(name)).sort();
  for (const path of [
    ...beside.filter((name) => bytes.includes(name)).map((name) => join(dirname(graph), name)),
    tokenizer,
  ]) {
    // In one go: a stream that is piped ends the hash.
    await pipeline(
      createReadStream(path),
      async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) hash.update(chunk);
      },
      { signal },
    );
  }
  return hash.digest('hex');
}
