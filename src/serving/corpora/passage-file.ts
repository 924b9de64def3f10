import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DataError } from '../../errors.js';
import type { Corpus, Passage } from './corpus.js';

/**
 * Reads passages from a file: of `.jsonl` each line is `{"text": ..., "title": ...}` (the title may be missing), of
 * `.txt` paragraphs are set apart by empty lines.
 * @throws DataError when the file cannot be read, has no passage, or a line is not such an object
 */
export async function openPassageFile(path: string): Promise<Corpus> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DataError(
      `expected --corpus to be a file that can be read; got ${path}: ${String(cause)}`,
      'corpus',
      { cause },
    );
  });
  const passages = path.endsWith('.jsonl') ? fromLines(content, path) : fromParagraphs(content);
  if (passages.length === 0) {
    throw new DataError(`expected ${path} to hold at least one passage; it holds none`, 'corpus');
  }
  const sha256 = createHash('sha256').update(JSON.stringify(passages)).digest('hex');
  return { name: basename(path), identity: `passages:sha256=${sha256}`, passages };
}

function fromParagraphs(content: string): Passage[] {
  return content
    .split(/\r?\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => ({ title: '', text }));
}

function fromLines(content: string, path: string): Passage[] {
  return content.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [fromLine(line, i + 1, path)]));
}

function fromLine(line: string, number: number, path: string): Passage {
  const value = parsed(line);
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') {
    const title = 'title' in value && typeof value.title === 'string' ? value.title : '';
    return { title, text: value.text };
  }
  throw new DataError(
    `expected line ${number} of ${path} to be {"text": "...", "title": "..."}; got ${line.slice(0, 60)}`,
    'corpus',
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
