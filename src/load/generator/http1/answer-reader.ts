import { type AnswerHead, MalformedAnswer, parseAnswerHead } from './answer-head.js';
import { ChunkedBody } from './chunked-body.js';

export interface AnswerListener {
  onHead(head: AnswerHead): void;
  /** A piece of the body of an event stream, valid during the call; other bodies are only counted. */
  onEvents(bytes: Buffer): void;
}

const HEAD_END = '\r\n\r\n';
const MOST_HEAD_BYTES = 65_536;

/** Reads one answer after another from a connection that has one request at a time. */
export class AnswerReader {
  #text = '';
  #head: AnswerHead | undefined;
  #left = 0;
  #chunks: ChunkedBody | undefined;
  /** Answers of one server repeat their heads until a header, such as the date, changes. */
  #lastText = '';
  #lastHead: AnswerHead | undefined;

  constructor(private readonly method: string) {}

  /** Of the answer that is being read. */
  get head(): AnswerHead | undefined {
    return this.#head;
  }

  /**
   * @param length of the bytes, of which the buffer may hold more
   * @returns where the answer ended, or -1 when there is more to come
   * @throws MalformedAnswer
   */
  push(bytes: Buffer, length: number, listener: AnswerListener): number {
    let at = 0;
    while (this.#head === undefined) {
      const end = this.#readHead(bytes, at, length);
      if (end < 0) return -1;
      at = end;
      if (this.#head !== undefined) listener.onHead(this.#head);
    }
    return this.#readBody(this.#head, bytes, at, length, listener);
  }

  /** The connection has ended. @returns whether the answer has too */
  end(): boolean {
    return this.#head?.framing.kind === 'untilClose';
  }

  /** Gets ready for the next answer. */
  reset(): void {
    this.#head = undefined;
    this.#chunks = undefined;
  }

  /** @returns where the head ended, or -1 */
  #readHead(bytes: Buffer, from: number, length: number): number {
    const found = this.#text === '' ? bytes.indexOf(HEAD_END, from, 'latin1') : -1;
    let text: string;
    let end: number;
    if (found >= 0 && found + HEAD_END.length <= length) {
      text = bytes.toString('latin1', from, found);
      end = found + HEAD_END.length;
    } else {
      // It came in pieces.
      const before = this.#text.length;
      const all = this.#text + bytes.toString('latin1', from, length);
      const at = all.indexOf(HEAD_END);
      if (at < 0) {
        if (all.length > MOST_HEAD_BYTES || all.includes('\n\n'))
          throw new MalformedAnswer('answer with a malformed head');
        this.#text = all;
        return -1;
      }
      text = all.slice(0, at);
      end = from + at + HEAD_END.length - before;
      this.#text = '';
    }
    const head = this.#parsed(text);
    if (head.status === 101) throw new MalformedAnswer('HTTP 101');
    // Others below 200 announce the answer that follows.
    if (head.status >= 200) this.#begin(head);
    return end;
  }

  #parsed(text: string): AnswerHead {
    if (this.#lastHead === undefined || text !== this.#lastText) {
      this.#lastHead = parseAnswerHead(text, this.method);
      this.#lastText = text;
    }
    return this.#lastHead;
  }

  #begin(head: AnswerHead): void {
    this.#head = head;
    if (head.framing.kind === 'length') this.#left = head.framing.bytes;
    else if (head.framing.kind === 'chunked') this.#chunks = new ChunkedBody();
  }

  #readBody(head: AnswerHead, bytes: Buffer, from: number, length: number, listener: AnswerListener): number {
    const onData = (data: Buffer) => {
      if (head.isEventStream) listener.onEvents(data);
    };
    switch (head.framing.kind) {
      case 'chunked': {
        const end = this.#chunks?.push(bytes, from, length, onData) ?? length;
        return this.#chunks?.isDone ? end : -1;
      }
      case 'length': {
        const end = Math.min(length, from + this.#left);
        this.#left -= end - from;
        if (head.isEventStream) listener.onEvents(bytes.subarray(from, end));
        return this.#left === 0 ? end : -1;
      }
      case 'untilClose':
        if (head.isEventStream) listener.onEvents(bytes.subarray(from, length));
        return -1;
    }
  }
}
