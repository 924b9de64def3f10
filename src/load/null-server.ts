import { fork } from 'node:child_process';
import { once } from 'node:events';
import { builtEntry } from '../backends/shared/built-entry.js';
import { EXIT, MlsError } from '../errors.js';

export interface NullServer {
  readonly url: string;
  stop(): void;
}

/**
 * Starts a server, in a process of its own, that answers at once: what is measured against it is the generator.
 * @throws MlsError `null-server`
 */
export async function startNullServer(): Promise<NullServer> {
  const child = fork(builtEntry(import.meta.url, './null-server-main.js'), {
    execArgv: ['--no-warnings'],
    // Ctrl-C in a terminal is the parent's, also while this one starts.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port]: unknown[] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => [undefined]),
  ]);
  if (typeof port !== 'number') {
    throw new MlsError('the null server did not start', 'null-server', EXIT.unexpected);
  }
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.disconnect() };
}
