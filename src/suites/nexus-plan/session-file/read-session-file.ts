import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../../../errors.js';
import { parseBytes } from '../../../parse/quantities.js';
import { parseYaml } from '../../../parse/yaml-document.js';
import { TABLE_2 } from '../../../scheduling/nexus/worked-example.js';
import type { Planned } from './planned.js';
import { readQuery } from './read-query.js';
import { readSession } from './read-session.js';
import { sessionFile } from './schema.js';

/** The worked example of the paper, by this name instead of a file. */
export const WORKED_EXAMPLE = 'table-2';

/** @throws UsageError saying in one line where the file is not one of sessions */
export async function readSessionFile(path: string): Promise<Planned> {
  if (path === WORKED_EXAMPLE) return { sessions: TABLE_2, queries: [], memoryBytes: undefined };
  const file = parseYaml(await textOf(path), path, 'a file of sessions and queries', sessionFile);
  const directory = dirname(path);
  const memory = file['gpu-memory'];
  const at = (where: string) => `${path}: ${where}`;
  const planned: Planned = {
    memoryBytes: memory === undefined ? undefined : parseBytes(at('gpu-memory'), memory),
    sessions: await Promise.all(
      file.sessions.map((entry, i) => readSession(entry, directory, at(`sessions.${i}`))),
    ),
    queries: await Promise.all(
      file.queries.map((entry, i) => readQuery(entry, directory, at(`queries.${i}`))),
    ),
  };
  const names = [...planned.sessions, ...planned.queries].map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return planned;
  throw new UsageError(`expected ${path} to name each session and query once; got "${twice}" twice`);
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new UsageError(
      `expected a file of sessions, such as sessions.yaml, or ${WORKED_EXAMPLE}; got "${path}", and ${why}`,
      { cause },
    );
  });
}
