import type { Dispatcher } from 'undici';
import { withPatience } from '../../../datasets/sources/with-patience.js';

export interface HubPatience {
  readonly connectMs: number;
  /** Silence after which a server that has stopped answering is given up. */
  readonly stallMs: number;
}

const USUAL: HubPatience = { connectMs: 5000, stallMs: 15_000 };

/** Answers of a web server, from a byte on; redirects are followed and proxies taken from the environment. */
export interface HubClient {
  get(url: string, fromByte: number, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

export async function hubClient({ connectMs, stallMs }: HubPatience = USUAL): Promise<HubClient> {
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
