import type { Dispatcher } from 'undici';
import { withPatience } from './with-patience.js';

export interface Patience {
  readonly connectMs: number;
  /** Silence after which a server that has stopped answering is given up. */
  readonly stallMs: number;
}

export const USUAL_PATIENCE: Patience = { connectMs: 5000, stallMs: 15_000 };

/** Answers of a web server, from a byte on; redirects are followed and proxies taken from the environment. */
export interface WebClient {
  get(url: string, fromByte: number, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

export async function webClient({ connectMs, stallMs }: Patience = USUAL_PATIENCE): Promise<WebClient> {
  const { EnvHttpProxyAgent, interceptors, request } = await import('undici');
  const agent = new EnvHttpProxyAgent({
    connect: { timeout: connectMs },
    headersTimeout: stallMs,
    bodyTimeout: stallMs,
  });
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 5 }));
  return {
    get(url, fromByte, signal) {
      const headers = fromByte > 0 ? { range: `bytes=${fromByte}-` } : {};
      // A proxy that accepts and says nothing would hold it for minutes, deaf to its signal.
      return withPatience(request(url, { dispatcher, headers, signal }), signal, connectMs + stallMs);
    },
    close: () => agent.destroy(),
  };
}
