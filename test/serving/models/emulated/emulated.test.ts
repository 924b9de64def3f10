import { describe, expect, it } from 'vitest';
import { emulatedGenerator } from '../../../../src/serving/models/emulated/emulated-generator.js';
import { hashingEmbedder } from '../../../../src/serving/models/emulated/hashing-embedder.js';
import { PUBLISHED_PROFILE, profileMs } from '../../../../src/serving/models/emulated/latency-profile.js';

const NEVER = new AbortController().signal;

describe('the latency profile', () => {
  it('is by default that of the published load tests: 13 a second alone, 30 in batches of ten', () => {
    expect(1000 / profileMs(PUBLISHED_PROFILE, 1)).toBeCloseTo(13, 1);
    expect(10_000 / profileMs(PUBLISHED_PROFILE, 10)).toBeCloseTo(30, 1);
  });

  it('goes on beyond a table as it rose last', () => {
    const table = { tableMs: [10, 14, 20], jitter: 0 };
    expect([1, 2, 3, 4, 6].map((batch) => profileMs(table, batch))).toEqual([10, 14, 20, 26, 38]);
    expect(profileMs({ tableMs: [10], jitter: 0 }, 3)).toBe(30);
  });
});

describe('the emulated generator', () => {
  it('says the same to the same prompt, alone or not, and that it is emulated', async () => {
    const generator = emulatedGenerator({ baseMs: 1, perRequestMs: 0, jitter: 0.5 });
    const prompts = ['Question: a?\nContext:\nCats: sleep all day\nAnswer:', 'plain words'];
    const together = await generator.generate(prompts, 3, NEVER);
    expect(together).toEqual(['(emulated) Cats: sleep all', '(emulated) plain words']);
    expect(await generator.generate(prompts.slice(0, 1), 3, NEVER)).toEqual(together.slice(0, 1));
  });

  it('ends when nobody waits any more', async () => {
    const generator = emulatedGenerator({ baseMs: 1e6, perRequestMs: 0, jitter: 0 });
    const leaving = new AbortController();
    const asked = generator.generate(['x'], 1, leaving.signal);
    leaving.abort();
    await expect(asked).rejects.toThrow();
  });
});

describe('the hashing embedder', () => {
  it('gives unit vectors, nearer to one another where words are shared, and zeros for no words', async () => {
    const embedder = hashingEmbedder();
    const texts = ['birds hover in the air', 'Which bird hovers?', 'cats hunt mice at night', '?!'];
    const vectors = await embedder.embed(texts, 'query');
    const row = (i: number) => vectors.subarray(i * embedder.d, (i + 1) * embedder.d);
    const dot = (i: number, j: number) =>
      row(i).reduce((sum, value, at) => sum + value * (row(j)[at] ?? 0), 0);
    for (const i of [0, 1, 2]) expect(dot(i, i)).toBeCloseTo(1, 5);
    expect(dot(0, 1)).toBeGreaterThan(dot(2, 1));
    expect(dot(3, 3)).toBe(0);
  });
});
