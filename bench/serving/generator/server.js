import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pinToCore } from './cores.js';

// `http`: the null server of `mls load null`. `raw`: sockets without an HTTP server, which shows the client's own limit.
const ENTRIES = {
  http: new URL('../../../dist/load/null-server-main.js', import.meta.url),
  raw: new URL('./raw-server.js', import.meta.url),
};

export async function startServer(kind, core) {
  const child = fork(fileURLToPath(ENTRIES[kind]), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = await once(child, 'message');
  if (core !== undefined) pinToCore(child.pid, core);
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid, stop: () => child.disconnect() };
}
