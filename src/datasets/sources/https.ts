import { gunzipped } from './gunzipped.js';
import type { Source } from './source.js';
import { withPatience } from './with-patience.js';

export interface HttpsOptions {
  /** The address of the folder that holds the files as `NAME.gz`, ending in a slash. */
  readonly folder: string;
  readonly connectTimeoutMs?: number;
  /** Silence after which a server that has stopped answering is given up. */
  readonly stallTimeoutMs?: number;
}

/** Files compressed by gzip on a web server. Redirects are followed and proxies taken from the environment. */
export function https({ folder, connectTimeoutMs = 5000, stallTimeoutMs = 15_000 }: HttpsOptions): Source {
  return {
    label: new URL(folder).host,
    async fetch(wanted, deliver, signal) {
      const { EnvHttpProxyAgent, interceptors, request } = await import('undici');
      const agent = new EnvHttpProxyAgent({
        connect: { timeout: connectTimeoutMs },
        headersTimeout: stallTimeoutMs,
        bodyTimeout: stallTimeoutMs,
      });
      const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 5 }));
      try {
        for (const file of wanted) {
          const asked = request(`${folder}${file.name}.gz`, { dispatcher, signal });
          // A proxy that accepts and says nothing would hold it for minutes, deaf to its signal.
          const { statusCode, body } = await withPatience(asked, signal, connectTimeoutMs + stallTimeoutMs);
          if (statusCode !== 200) throw new Error(`HTTP status ${statusCode} for ${file.name}.gz`);
          await deliver(file, gunzipped(body, signal));
        }
      } finally {
        await agent.destroy();
      }
    },
  };
}
