import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../../src/load/generator/http1/answer-head.js';
import { AnswerReader } from '../../../../src/load/generator/http1/answer-reader.js';

interface Read {
  readonly heads: AnswerHead[];
  text: string;
  /** Bytes of the input that belong to the answer; -1 while it goes on. */
  end: number;
}

/** Reads an answer in pieces that end at `cuts`, from a buffer that is used again and holds more than they do. */
function read(answer: string, cuts: readonly number[] = [], reader = new AnswerReader('GET')): Read {
  const bytes = Buffer.from(answer);
  const shared = Buffer.alloc(bytes.length + 40, '\r\n\r\n');
  const result: Read = { heads: [], text: '', end: -1 };
  const listener = {
    onHead: (head: AnswerHead) => void result.heads.push(head),
    onEvents: (part: Buffer) => {
      result.text += part.toString('latin1');
    },
  };
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    bytes.copy(shared, 0, from, to);
    const end = reader.push(shared, to - from, listener);
    if (end >= 0) return { ...result, end: from + end };
    from = to;
  }
  return result;
}

const EVENTS = 'content-type: text/event-stream; charset=utf-8\r\n';
const CHUNKED = `HTTP/1.1 200 OK\r\n${EVENTS}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n, world!!!\r\n0\r\ntrailer: 1\r\n\r\n`;

describe('an answer of HTTP/1.1', () => {
  it.each([
    ['content-length', `HTTP/1.1 200 OK\r\n${EVENTS}Content-Length: 15\r\n\r\nhello, world!!!`],
    ['chunked', CHUNKED],
    ['after 100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${CHUNKED}`],
    ['without a reason', `HTTP/1.1 200\r\n${EVENTS}content-length:15\r\n\r\nhello, world!!!`],
  ])('is the same however the network cuts it: %s', (_, answer) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: answer.length }), { maxLength: 10 }), (cuts) => {
        const { heads, text, end } = read(
          answer,
          cuts.sort((a, b) => a - b),
        );
        expect(heads).toHaveLength(1);
        expect(heads[0]).toMatchObject({ status: 200, isEventStream: true, keepsAlive: true });
        expect(text).toBe('hello, world!!!');
        expect(end).toBe(answer.length);
      }),
    );
  });

  it('says where it ends when more follows, and reads the next one', () => {
    const reader = new AnswerReader('GET');
    const first = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
    const { end } = read(`${first}HTTP/1.1 500 Oops\r\n`, [], reader);
    expect(end).toBe(first.length);
    reader.reset();
    const next = read('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n', [], reader);
    expect(next.heads).toMatchObject([{ status: 404, keepsAlive: false }]);
    expect(next.end).toBeGreaterThan(0);
  });

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n'],
    ['GET', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['GET', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 100\r\n\r\n'],
  ])('has no body where %s and its status say so', (method, answer) => {
    expect(read(answer, [], new AnswerReader(method)).end).toBe(answer.length);
  });

  it('ends with the connection where it does not say how long it is', () => {
    const reader = new AnswerReader('GET');
    const { end, heads, text } = read(`HTTP/1.0 200 OK\r\n${EVENTS}\r\nsome`, [], reader);
    expect({ end, text }).toEqual({ end: -1, text: 'some' });
    expect(heads[0]?.keepsAlive).toBe(false);
    expect(reader.end()).toBe(true);
  });

  it('is cut short when the connection ends before it does', () => {
    const reader = new AnswerReader('GET');
    expect(read('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsome', [], reader).end).toBe(-1);
    expect(reader.end()).toBe(false);
    expect(new AnswerReader('GET').end()).toBe(false);
  });

  it.each([
    ['HTTP/1.1 200 OK\r\n\r\n', undefined],
    ['HTTP/1.1 200 OK\r\nkeep-alive: timeout=5, max=1000\r\n\r\n', 5000],
    ['HTTP/1.1 200 OK\r\nKeep-Alive: max=5\r\n\r\n', undefined],
  ])('says how long its connection is kept: %j', (answer, keepAliveMs) => {
    expect(read(answer).heads).toMatchObject([{ keepAliveMs }]);
  });

  it.each([
    ['HTTP/2 200\r\n\r\n', 'answer is not HTTP/1.1'],
    ['SSH-2.0-OpenSSH_9.6\r\n\r\n', 'answer is not HTTP/1.1'],
    ['HTTP/1.1 200 OK\nlength: 0\n\n', 'answer with a malformed head'],
    ['HTTP/1.1 200 OK\r\nnonsense\r\n\r\n', 'answer with a malformed header'],
    [
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      'answer with a malformed content-length',
    ],
    ['HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'answer with a malformed content-length'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nhello\r\n', 'answer with a malformed chunk'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n', 'answer with a malformed chunk'],
    [`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}`, 'answer with a malformed head'],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', 'HTTP 101'],
  ])('is refused as %#', (answer, message) => {
    expect(() => read(answer)).toThrow(message);
  });

  it('may say its length twice, if it is the same', () => {
    expect(read('HTTP/1.1 200 OK\r\ncontent-length: 0, 0\r\ncontent-length: 0\r\n\r\n').end).toBeGreaterThan(
      0,
    );
  });
});
