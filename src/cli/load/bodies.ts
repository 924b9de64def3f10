import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { UsageError } from '../../errors.js';

export interface Bodies {
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly contentType: string;
}

/**
 * The bodies that `--body` names: JSON as it stands, a `.jsonl` or `.ndjson` file with one body a line, or any other file
 * as one body. JSON is checked before anything is sent.
 * @throws UsageError that names the line
 */
export async function readBodies(value: string): Promise<Bodies> {
  if (/^\s*[[{]/.test(value)) {
    checkJson(value, '--body');
    return { bodies: [value], contentType: 'application/json' };
  }
  const text = await readFile(value, 'utf8').catch((cause) => {
    throw new UsageError(`expected --body to be a readable file or JSON; got "${value}": ${cause.message}`, {
      cause,
    });
  });
  switch (extname(value)) {
    case '.jsonl':
    case '.ndjson':
      return { bodies: linesOf(text, value), contentType: 'application/json' };
    case '.json':
      checkJson(text, value);
      return { bodies: [text], contentType: 'application/json' };
    default:
      return { bodies: [text], contentType: 'text/plain; charset=utf-8' };
  }
}

function linesOf(text: string, file: string): string[] {
  const bodies = text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === '') return [];
    checkJson(line, `${file}, line ${i + 1}`);
    return [line];
  });
  if (bodies.length > 0) return bodies;
  throw new UsageError(`expected ${file} to hold one JSON document a line; got none`);
}

function checkJson(text: string, where: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`expected JSON in ${where}; got ${reason}`, { cause });
  }
}
