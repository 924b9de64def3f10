import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A client that writes what it is told to, HTTP or not. */
export class RawClient {
  readonly socket: Socket;
  #text = '';
  readonly #closed: Promise<void>;

  constructor(url: string) {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1');
    this.socket.setEncoding('utf8').on('data', (chunk: string) => {
      this.#text += chunk;
    });
    // A server that ends the connection may do so while this side still writes.
    this.socket.on('error', () => {});
    this.#closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  write(text: string): this {
    this.socket.write(text);
    return this;
  }

  /** The answers so far once the server has closed the connection. */
  async untilClosed(): Promise<readonly RawAnswer[]> {
    await this.#closed;
    return parse(this.#text);
  }

  async answers(count: number): Promise<readonly RawAnswer[]> {
    while (parse(this.#text).length < count) {
      if (this.socket.destroyed) throw new Error(`the connection closed after "${this.#text}"`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return parse(this.#text);
  }
}

export function post(body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { host: 'x', 'content-type': 'application/json', 'content-length': body.length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /rag HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** Whole answers with a content-length, one after another; text of one byte a letter. */
function parse(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; ; ) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return answers;
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    if (body.length < length) return answers;
    answers.push({ status: Number(first.split(' ')[1]), headers, body });
    rest = rest.slice(end + 4 + length);
  }
}
