import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { openCorpus } from '../../../src/serving/corpora/registry.js';

const tools = { signal: new AbortController().signal, progress() {} };
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-passages-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function opened(name: string, content: string) {
  const path = join(directory, name);
  await writeFile(path, content);
  return openCorpus(path, tools);
}

it('reads paragraphs of a text', async () => {
  const { passages } = await opened('a.txt', 'One\nline.\r\n\r\n  \n\nTwo.\n');
  expect(passages).toEqual([
    { title: '', text: 'One line.' },
    { title: '', text: 'Two.' },
  ]);
});

it('reads a passage of each line of JSON', async () => {
  const { passages } = await opened('a.jsonl', '{"text":"x","title":"X"}\n\n{"text":"y","more":1}');
  expect(passages).toEqual([
    { title: 'X', text: 'x' },
    { title: '', text: 'y' },
  ]);
});

it('names equal passages alike, and others not', async () => {
  const [a, b, c] = [
    await opened('a.txt', 'One.\n\nTwo.'),
    await opened('b.txt', 'One.\n\n\nTwo.\n'),
    await opened('c.txt', 'One. Two.'),
  ];
  expect(a.identity).toBe(b.identity);
  expect(a.identity).not.toBe(c.identity);
});

it('says which line is no passage, and that there are none', async () => {
  await expect(opened('a.jsonl', '{"text":"x"}\n{"txt":"y"}')).rejects.toThrow(/line 2 .*"txt"/);
  await expect(opened('a.jsonl', '{"text":"x"}\nnonsense')).rejects.toThrow(/line 2/);
  await expect(opened('a.txt', ' \n\n ')).rejects.toThrow(/holds none/);
  await expect(openCorpus(join(directory, 'none.txt'), tools)).rejects.toThrow(/none\.txt/);
  await expect(openCorpus('factbok', tools)).rejects.toThrow(UsageError);
});
