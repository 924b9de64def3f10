/** How the body of an answer ends (RFC 9112, 6.3). */
export type BodyFraming =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  /** With the connection. */
  | { readonly kind: 'untilClose' };

/** What the lines before a body say of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly framing: BodyFraming;
  readonly isEventStream: boolean;
  /** Whether the connection may be used again. */
  readonly keepsAlive: boolean;
  /** How long the server keeps it without a request, where it tells. */
  readonly keepAliveMs: number | undefined;
}

/** An answer that is none by the rules of HTTP/1.1; its message is what is counted. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

const NO_BODY: BodyFraming = { kind: 'length', bytes: 0 };

/**
 * Reads a status line and the fields below it, without the empty line that ends them.
 * @throws MalformedAnswer
 */
export function parseAnswerHead(text: string, method: string): AnswerHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, digits] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(first) ?? [];
  if (digits === undefined) throw new MalformedAnswer('answer is not HTTP/1.1');
  const status = Number(digits);
  let length: number | undefined;
  let coding = '';
  let connection = '';
  let contentType = '';
  let keepAliveMs: number | undefined;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new MalformedAnswer('answer with a malformed header');
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length':
        length = lengthOf(value, length);
        break;
      case 'transfer-encoding':
        coding = lastOf(`${coding},${value}`);
        break;
      case 'connection':
        connection += `,${value.toLowerCase()}`;
        break;
      case 'keep-alive':
        keepAliveMs = keepAliveOf(value);
        break;
      case 'content-type':
        contentType = value.toLowerCase();
        break;
    }
  }
  const framing = framingOf(status, method, coding, length);
  const says = (word: string) => connection.split(',').some((one) => one.trim() === word);
  return {
    status,
    framing,
    isEventStream: contentType.startsWith('text/event-stream'),
    keepsAlive: framing.kind !== 'untilClose' && !says('close') && (minor === '1' || says('keep-alive')),
    keepAliveMs,
  };
}

function framingOf(status: number, method: string, coding: string, length: number | undefined): BodyFraming {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return NO_BODY;
  if (coding !== '') return { kind: coding === 'chunked' ? 'chunked' : 'untilClose' };
  return length === undefined ? { kind: 'untilClose' } : { kind: 'length', bytes: length };
}

/** `5`, or `5, 5` where something on the way has joined two equal ones. */
function lengthOf(value: string, before: number | undefined): number {
  const [length, ...others] = [
    ...value.split(',').map((one) => one.trim()),
    ...(before === undefined ? [] : [`${before}`]),
  ];
  if (
    length !== undefined &&
    /^\d{1,15}$/.test(length) &&
    others.every((one) => Number(one) === Number(length))
  ) {
    return Number(length);
  }
  throw new MalformedAnswer('answer with a malformed content-length');
}

function lastOf(codings: string): string {
  return codings.split(',').at(-1)?.trim().toLowerCase() ?? '';
}

function keepAliveOf(value: string): number | undefined {
  const [, seconds] = /(?:^|[,\s])timeout=(\d+)/i.exec(value) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
