import { z } from 'zod';
import type { FailureCode } from './failures.js';
import { RAG_BODY_SCHEMA, type RagBody } from './rag-schema.js';

export type ReadQuestion =
  | { readonly question: RagBody }
  | { readonly fault: FailureCode; readonly error?: string };

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const schema = z.fromJSONSchema({ ...RAG_BODY_SCHEMA, required: [...RAG_BODY_SCHEMA.required] });

/** Reads the body of `POST /rag` for a server that hands its parts on, by the rules of one that answers. */
export function readQuestion(body: Buffer, contentType: string | undefined): ReadQuestion {
  if (contentType === undefined || !JSON_TYPE.test(contentType)) return { fault: 'wrong-content-type' };
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (error) {
    return {
      fault: 'bad-request',
      error: `expected JSON: ${error instanceof Error ? error.message : error}`,
    };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { question: parsed.data as RagBody };
  const [issue] = parsed.error.issues;
  const where = ['body', ...(issue?.path ?? [])].join('/');
  return { fault: 'bad-request', error: `${where}: ${issue?.message ?? 'not a question'}` };
}
