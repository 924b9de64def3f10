import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptVectorsPath } from '../../src/serving/corpora/embedded-corpus.js';
import { FACTBOOK_IDENTITY } from '../../src/serving/corpora/factbook/index.js';
import { model } from '../../src/serving/models/default/index.js';
import { MINILM_IDENTITY } from '../../src/serving/models/default/minilm-embedder.js';
import { MINILM } from '../../src/serving/models/default/minilm-files.js';
import { STORIES } from '../../src/serving/models/default/stories-files.js';
import { servingDirectory } from '../../src/serving/published/serving-directory.js';
import type { RagAnswer } from '../../src/serving/tier.js';
import { startTier } from '../../src/serving/tiers/start-tier.js';
import { smallTier } from './tiers/small-tier.js';

const CAPITALS = {
  Kenya: 'Nairobi',
  Japan: 'Tokyo',
  Brazil: 'Brasilia',
  Canada: 'Ottawa',
  Australia: 'Canberra',
  Norway: 'Oslo',
  Peru: 'Lima',
  Egypt: 'Cairo',
  Turkey: 'Ankara',
  Mongolia: 'Ulaanbaatar',
};

const NEEDED = [
  ...[MINILM, STORIES].flatMap(({ name, files }) =>
    files.map((file) => join(servingDirectory('models', name), file.name)),
  ),
  join(servingDirectory('corpora', 'factbook'), 'passages.jsonl'),
  keptVectorsPath(FACTBOOK_IDENTITY, MINILM_IDENTITY),
];

async function reasonToSkip(): Promise<string | undefined> {
  for (const path of NEEDED) {
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) return `${path} is not there: mls serve fetches and embeds it`;
  }
  const probe = await model.probe();
  return probe.state === 'available' ? undefined : probe.reason;
}

describe('ten questions for capitals, of the default models over the factbook (skipped where the cache has not both: mls serve fetches them)', () => {
  it('cite the passage that answers them first, and are answered alike alone and in a batch', async ({
    skip,
  }) => {
    const reason = await reasonToSkip();
    if (reason !== undefined) skip(reason);
    const spec = smallTier(
      'batched',
      { maxBatch: 10, maxWaitMs: 500 },
      { model: 'default', corpus: 'factbook', threads: 2, maxTokens: 16 },
    );
    const tier = await startTier(spec);
    const ask = async (country: string): Promise<RagAnswer> => {
      const answer = await fetch(`${tier.url}/rag`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `What is the capital of ${country}?`, k: 3 }),
      });
      expect(answer.status).toBe(200);
      return (await answer.json()) as RagAnswer;
    };
    try {
      const together = await Promise.all(Object.keys(CAPITALS).map((country) => ask(country)));
      expect(together.map(({ timings }) => timings.batch)).toContain(10);
      for (const [i, [country, capital]] of Object.entries(CAPITALS).entries()) {
        const { passages, result } = together[i] ?? { passages: [], result: '' };
        expect(passages[0]?.title).toBe(`${country}, Capital`);
        expect(passages[0]?.text).toContain(`name: ${capital};`);
        const alone = await ask(country);
        expect(alone.timings.batch).toBe(1);
        expect({ result: alone.result, passages: alone.passages }).toEqual({ result, passages });
      }
    } finally {
      await tier.drain();
    }
  });
});
