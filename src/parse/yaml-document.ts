import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../errors.js';

/**
 * Reads YAML of a known shape, with merge keys.
 * @param path of the file, for messages
 * @param what the file is to be, such as `an experiment (question, source, ...)`
 * @throws UsageError saying in one line where it is not YAML, or not of that shape
 */
export function parseYaml<T>(text: string, path: string, what: string, shape: z.ZodType<T>): T {
  const document = parseDocument(text, { merge: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const line = fault.linePos?.[0].line ?? 1;
    throw new UsageError(`expected ${path} to be YAML; line ${line}: ${fault.message.split('\n', 1)[0]}`, {
      cause: fault,
    });
  }
  const read = shape.safeParse(document.toJS());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'as a whole' : issue.path.join('.');
  throw new UsageError(`expected ${path} to be ${what}; ${where}: ${issue?.message}`, { cause: read.error });
}
