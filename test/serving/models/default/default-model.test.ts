import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { model } from '../../../../src/serving/models/default/index.js';
import { MINILM } from '../../../../src/serving/models/default/minilm-files.js';
import { STORIES } from '../../../../src/serving/models/default/stories-files.js';
import type { OpenModel } from '../../../../src/serving/models/model.js';
import { servingDirectory } from '../../../../src/serving/published/serving-directory.js';

const files = [MINILM, STORIES].flatMap(({ name, files }) =>
  files.map((file) => join(servingDirectory('models', name), file.name)),
);
const here = (await Promise.allSettled(files.map((file) => access(file)))).every(
  ({ status }) => status === 'fulfilled',
);
const runs = here && (await model.probe()).state === 'available';

async function opened(): Promise<OpenModel> {
  return model.open({
    spec: { model: 'default', corpus: 'animals', threads: 2, maxTokens: 16 },
    signal: new AbortController().signal,
    progress() {},
  });
}

describe.skipIf(!runs)(
  'the default models (skipped where they are not in the cache: mls serve fetches them)',
  () => {
    it('write the same alone and in a batch, whatever the lengths', async () => {
      const { generator, embedder } = await opened();
      const { signal } = new AbortController();
      const prompts = [
        'Once upon a time',
        'Question: Which animals can hover?\nContext:\nHummingbirds: tiny birds that drink nectar.\nAnswer:',
        `Lily ${'went to the park and '.repeat(80)}`,
        'Der Bär ist groß, 42 \u{1F43B}',
      ];
      const together = await generator.generate(prompts, 16, signal);
      const alone = await Promise.all(prompts.map((prompt) => generator.generate([prompt], 16, signal)));
      expect(together).toEqual(alone.flat());
      expect(together[0]).toMatch(/^,? ?there was a/);
      await Promise.all([generator.close(), embedder.close()]);
    });

    it('embed to unit vectors that are the same alone and together, and near for what means the same', async () => {
      const { generator, embedder } = await opened();
      const texts = [
        'What is the capital of Kenya?',
        'Kenya, Capital name: Nairobi',
        'Cats hunt mice at night',
      ];
      const together = await embedder.embed(texts, 'query');
      const alone = await Promise.all(texts.map((text) => embedder.embed([text], 'query')));
      expect(Array.from(together)).toEqual(alone.flatMap((vector) => Array.from(vector)));
      const row = (i: number) => together.subarray(i * embedder.d, (i + 1) * embedder.d);
      const dot = (i: number, j: number) =>
        row(i).reduce((sum, value, at) => sum + value * (row(j)[at] ?? 0), 0);
      expect(dot(0, 0)).toBeCloseTo(1, 5);
      expect(dot(0, 1)).toBeGreaterThan(dot(0, 2) + 0.3);
      await Promise.all([generator.close(), embedder.close()]);
    });
  },
);
