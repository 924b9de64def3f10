import { Client } from 'undici';
import { BATCH_PATH } from '../../http/routes.js';

/** One of the requests of a batch, as a worker is sent it. */
export interface BatchItem {
  readonly query: string;
  readonly k: number;
  /** Milliseconds that it waited before. */
  readonly waitedMs: number;
}

/**
 * How the sending of a batch ended. `answered`: a line of JSON for each request, in their order. `failed`: the worker is
 * there and could not answer. `lost`: it is not known what became of it.
 */
export type BatchEnd =
  | { readonly type: 'answered'; readonly lines: readonly string[] }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'lost' };

/** Batches that may be under way to one worker; more would be a policy that does not look. */
const MOST_UNDER_WAY = 1000;
const UNAVAILABLE = 503;

/** One connection to a worker, on which batches arrive in the order in which they were sent. */
export class BatchConnection {
  readonly #client: Client;

  constructor(url: string) {
    // Time limits are the gateway's, one for each request.
    this.#client = new Client(url, { pipelining: MOST_UNDER_WAY, headersTimeout: 0, bodyTimeout: 0 });
  }

  async send(requests: readonly BatchItem[]): Promise<BatchEnd> {
    try {
      const { statusCode, body } = await this.#client.request({
        path: BATCH_PATH,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ requests }),
        // Or it would wait for the answer to the one before.
        idempotent: true,
      });
      const text = await body.text();
      if (statusCode === UNAVAILABLE) return { type: 'lost' };
      const lines = text.split('\n', requests.length);
      if (statusCode === 200 && lines.length === requests.length) return { type: 'answered', lines };
      return {
        type: 'failed',
        reason: `a worker answered a batch with status ${statusCode}: ${text.slice(0, 500)}`,
      };
    } catch {
      return { type: 'lost' };
    }
  }

  /** What is under way is lost. */
  close(): void {
    void this.#client.destroy();
  }
}
