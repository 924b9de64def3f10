import { MalformedAnswer } from './answer-head.js';

const CR = 13;
const LF = 10;
/** Extensions of a chunk and trailers are passed over, up to so many bytes. */
const MOST_LINE_BYTES = 16_384;

/** Takes the chunked transfer coding (RFC 9112, 7.1) off a body that comes in pieces, cut anywhere. */
export class ChunkedBody {
  #part: 'size' | 'data' | 'dataEnd' | 'trailers' | 'done' = 'size';
  /** Of the chunk that is being read. */
  #left = 0;
  #line = '';

  get isDone(): boolean {
    return this.#part === 'done';
  }

  /**
   * @param onData called with each piece of content, whose bytes are valid during the call
   * @returns where what belongs to this body ends
   * @throws MalformedAnswer
   */
  push(bytes: Buffer, from: number, to: number, onData: (data: Buffer) => void): number {
    let at = from;
    while (at < to && this.#part !== 'done') {
      if (this.#part === 'data') {
        const end = Math.min(to, at + this.#left);
        onData(bytes.subarray(at, end));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#part = 'dataEnd';
        continue;
      }
      const byte = bytes[at++];
      if (byte !== LF) {
        if (this.#line.length > MOST_LINE_BYTES) throw new MalformedAnswer('answer with a malformed chunk');
        if (byte !== undefined && byte !== CR) this.#line += String.fromCharCode(byte);
        continue;
      }
      this.#endLine(this.#line);
      this.#line = '';
    }
    return at;
  }

  #endLine(line: string): void {
    if (this.#part === 'trailers') {
      if (line === '') this.#part = 'done';
    } else if (this.#part === 'dataEnd') {
      if (line !== '') throw new MalformedAnswer('answer with a malformed chunk');
      this.#part = 'size';
    } else {
      const [, digits] = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
      if (digits === undefined) throw new MalformedAnswer('answer with a malformed chunk');
      this.#left = Number.parseInt(digits, 16);
      this.#part = this.#left === 0 ? 'trailers' : 'data';
    }
  }
}
