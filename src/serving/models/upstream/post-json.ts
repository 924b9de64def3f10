import { EXIT, MlsError } from '../../../errors.js';

const ANSWER_WITHIN_MS = 60_000;
const SHOWN_LETTERS = 200;

/** Posts JSON and reads JSON. @throws MlsError `upstream` when the server cannot be reached or refuses; the signal's reason */
export async function postJson(url: string, body: object, signal: AbortSignal | undefined): Promise<unknown> {
  const { request } = await import('undici');
  const key = process.env.OPENAI_API_KEY;
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== undefined && key !== '' && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      headersTimeout: ANSWER_WITHIN_MS,
      bodyTimeout: ANSWER_WITHIN_MS,
      ...(signal && { signal }),
    });
    const text = await answer.body.text();
    if (answer.statusCode === 200) return JSON.parse(text);
    throw new Error(
      `HTTP status ${answer.statusCode}: ${text.slice(0, SHOWN_LETTERS).replaceAll('\n', ' ')}`,
    );
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new MlsError(`expected an answer of ${url}; got ${reason}`, 'upstream', EXIT.unexpected, { cause });
  }
}
