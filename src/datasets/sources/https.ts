import { gunzipped } from './gunzipped.js';
import type { Source } from './source.js';
import { USUAL_PATIENCE, webClient } from './web-client.js';

export interface HttpsOptions {
  /** The address of the folder that holds the files as `NAME.gz`, ending in a slash. */
  readonly folder: string;
  readonly connectTimeoutMs?: number;
  /** Silence after which a server that has stopped answering is given up. */
  readonly stallTimeoutMs?: number;
}

/** Files compressed by gzip on a web server. */
export function https({
  folder,
  connectTimeoutMs: connectMs = USUAL_PATIENCE.connectMs,
  stallTimeoutMs: stallMs = USUAL_PATIENCE.stallMs,
}: HttpsOptions): Source {
  return {
    label: new URL(folder).host,
    async fetch(wanted, deliver, signal) {
      const client = await webClient({ connectMs, stallMs });
      try {
        for (const file of wanted) {
          const { statusCode, body } = await client.get(`${folder}${file.name}.gz`, 0, signal);
          if (statusCode !== 200) throw new Error(`HTTP status ${statusCode} for ${file.name}.gz`);
          await deliver(file, gunzipped(body, signal));
        }
      } finally {
        await client.close();
      }
    },
  };
}
