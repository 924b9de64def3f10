import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Instance } from '../workers/instance.js';
import { answerHeaders } from './forwarded-headers.js';

/**
 * `answered`: all of it is handed to the client's connection. `refused`: the worker takes no more, another may. `failed`: nothing was
 * sent to the client. `broken-off`: a part of the answer was.
 */
export type AttemptEnd = 'answered' | 'refused' | 'failed' | 'broken-off';

export interface AttemptHooks {
  /** Whether a refusal can be passed on to another worker, instead of to the client. */
  mayPassOn(): boolean;
  /** Called once, and not after `abort`. */
  onEnd(end: AttemptEnd): void;
}

/**
 * Answers up to this length are gathered, so that a worker that crashes in the middle of one costs nobody an answer, and
 * they leave in one write. Longer ones, and ones of unknown length, stream.
 */
const GATHERED_BYTES = 64 * 1024;

const SERVICE_UNAVAILABLE = 503;

/** One sending of a request to one worker. */
export class Attempt implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #mode: 'waiting' | 'gather' | 'stream' | 'discard' = 'waiting';
  #status = 0;
  #headers: Record<string, string | string[]> = {};
  #chunks: Buffer[] = [];
  #state: 'open' | 'aborted' | 'over' = 'open';

  constructor(
    private readonly instance: Instance,
    private readonly response: ServerResponse,
    private readonly id: string,
    private readonly hooks: AttemptHooks,
  ) {}

  start(headers: Record<string, string | string[]>, body: Buffer): void {
    this.instance.take();
    try {
      this.instance.pool.dispatch({ path: '/rag', method: 'POST', headers, body }, this);
    } catch (error) {
      // Headers that undici will not send; what the client's connection brought is never so.
      this.onResponseError(undefined, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Ends the worker's work for it. */
  abort(): void {
    if (this.#state !== 'open') return;
    this.#state = 'aborted';
    this.instance.release('called-off');
    this.#controller?.abort(new Error('nobody waits for the answer'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It was called off while it waited for a connection.
    if (this.#state === 'aborted') controller.abort(new Error('nobody waits for the answer'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200 || this.#state !== 'open') return;
    this.#status = status;
    if (status === SERVICE_UNAVAILABLE && this.hooks.mayPassOn()) {
      this.#mode = 'discard';
      return;
    }
    this.#headers = answerHeaders(headers, this.id);
    const length = headers['content-length'];
    if (length !== undefined && Number(length) <= GATHERED_BYTES) {
      this.#mode = 'gather';
      return;
    }
    this.#mode = 'stream';
    this.response.writeHead(status, this.#headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#state !== 'open') return;
    if (this.#mode === 'gather') this.#chunks.push(chunk);
    if (this.#mode !== 'stream' || this.response.write(chunk)) return;
    // The client reads slower than the worker writes.
    controller.pause();
    this.response.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    if (this.#state !== 'open') return;
    if (this.#mode === 'discard') {
      this.#end('refused');
      return;
    }
    if (this.#mode === 'stream') this.response.end();
    else {
      this.response.writeHead(this.#status, this.#headers);
      this.response.end(this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks));
    }
    this.#end('answered');
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, _error: Error): void {
    if (this.#state !== 'open') return;
    const sent = this.#mode === 'stream';
    this.#end(this.#mode === 'discard' ? 'refused' : sent ? 'broken-off' : 'failed');
  }

  #end(end: AttemptEnd): void {
    this.#state = 'over';
    if (end === 'failed' || end === 'broken-off') this.instance.release('failed');
    // A refusal costs a worker nothing, and must not look like what it can do.
    else this.instance.release(this.#status < 500 ? 'answered' : 'called-off');
    this.hooks.onEnd(end);
  }
}
