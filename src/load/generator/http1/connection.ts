import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type AnswerHead, MalformedAnswer } from './answer-head.js';
import { AnswerReader } from './answer-reader.js';

/** Who waits for an answer. One of `onEnd` and `onError` comes, once. */
export interface AnswerWaiter {
  onHead(head: AnswerHead): void;
  onEvents(bytes: Buffer): void;
  onEnd(): void;
  /** @param failure the name of what went wrong, such as `ECONNRESET` */
  onError(failure: string): void;
}

export interface Endpoint {
  readonly url: URL;
  readonly method: string;
}

/** Without a word from the server, a connection that was idle for longer may just be closing. */
const IDLE_MS = 4000;
const READ_BYTES = 65_536;
/** Of all connections, which are read one after another: what comes is consumed within the callback. */
const readBuffer = Buffer.allocUnsafe(READ_BYTES);

/** A connection of HTTP/1.1 with one request at a time. Whoever owns it says when it is no longer wanted. */
export class Connection {
  readonly #socket: Socket;
  readonly #reader: AnswerReader;
  #waiter: AnswerWaiter | undefined;
  #isOpen = true;
  #idleMs = IDLE_MS;
  #idleSinceMs = 0;
  #failure: string | undefined;

  constructor({ url, method }: Endpoint, onClose: (connection: Connection) => void) {
    this.#reader = new AnswerReader(method);
    this.#socket = this.#connect(url);
    this.#socket.on('error', (error) => {
      this.#failure ??= nameOf(error);
    });
    this.#socket.on('end', () => {
      this.#isOpen = false;
      if (this.#waiter !== undefined && this.#reader.end()) this.#finish(false);
    });
    this.#socket.on('close', () => {
      this.#isOpen = false;
      onClose(this);
      this.#fail(this.#failure ?? 'closed early');
    });
  }

  /** Whether another request may go over it now. */
  isUsable(nowMs: number): boolean {
    return this.#isOpen && this.#waiter === undefined && nowMs - this.#idleSinceMs < this.#idleMs;
  }

  /** Sends one request; before the connection stands, it waits for it. */
  send(request: Buffer, waiter: AnswerWaiter): void {
    this.#waiter = waiter;
    this.#socket.write(request);
  }

  /** Its request, where it has one, is told nothing. */
  destroy(): void {
    this.#isOpen = false;
    this.#waiter = undefined;
    this.#socket.destroy();
  }

  #connect({ protocol, hostname, port }: URL): Socket {
    const host = hostname.replace(/^\[|\]$/g, '');
    if (protocol === 'https:') {
      const servername = isIP(host) === 0 ? host : '';
      const socket = connectTls({ host, servername, port: Number(port) || 443, ALPNProtocols: ['http/1.1'] });
      socket.setNoDelay(true);
      return socket.on('data', (bytes: Buffer) => this.#read(bytes, bytes.length));
    }
    const onread = {
      buffer: readBuffer,
      callback: (length: number) => {
        this.#read(readBuffer, length);
        return true;
      },
    };
    return connectTcp({ host, port: Number(port) || 80, noDelay: true, onread });
  }

  #read(bytes: Buffer, length: number): void {
    const waiter = this.#waiter;
    if (waiter === undefined) {
      // Nothing was asked.
      this.destroy();
      return;
    }
    try {
      const end = this.#reader.push(bytes, length, waiter);
      if (end >= 0) this.#finish(end === length);
    } catch (error) {
      if (!(error instanceof MalformedAnswer)) throw error;
      this.#isOpen = false;
      this.#socket.destroy();
      this.#fail(error.message);
    }
  }

  /** @param isClean nothing came after the answer */
  #finish(isClean: boolean): void {
    const waiter = this.#waiter;
    const head = this.#reader.head;
    this.#reader.reset();
    this.#waiter = undefined;
    this.#idleSinceMs = performance.now();
    this.#idleMs = idleOf(head);
    // A server may answer before it has read the whole request, which then is still on its way.
    if (!isClean || head?.keepsAlive !== true || this.#socket.writableLength > 0) this.destroy();
    waiter?.onEnd();
  }

  #fail(failure: string): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.onError(failure);
  }
}

/** A second before the server closes it, or half of the time where that is short. */
function idleOf(head: AnswerHead | undefined): number {
  const { keepAliveMs } = head ?? {};
  return keepAliveMs === undefined ? IDLE_MS : Math.max(keepAliveMs - 1000, keepAliveMs / 2);
}

/** `ECONNREFUSED`, `ECONNRESET`: the system's name for it, where it has one. */
function nameOf(error: Error): string {
  // Of an address tried over IPv6 and IPv4, each has failed for its own reason.
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code: unknown = inner instanceof Error ? Reflect.get(inner, 'code') : undefined;
  return typeof code === 'string' ? code : error.name;
}
