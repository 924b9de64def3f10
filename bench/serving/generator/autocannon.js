import { spawnSync } from 'node:child_process';

const INSTALL_MS = 120_000;

/** What autocannon reaches in one process with one worker thread; `error` where it cannot run. */
export function runAutocannon(url, clients, seconds, path) {
  const [command, first] =
    path === undefined ? ['npx', ['--yes', 'autocannon@8']] : [process.execPath, [path]];
  const args = [
    '-c',
    String(clients),
    '-d',
    String(seconds),
    '-W',
    '[',
    '-c',
    String(clients),
    '-d',
    '1',
    ']',
    '--json',
    url,
  ];
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    encoding: 'utf8',
    timeout: INSTALL_MS + 2000 * seconds,
  });
  if (status !== 0)
    return { error: error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit code ${status}` };
  try {
    const { requests, latency, errors } = JSON.parse(stdout.trim().split('\n').at(-1));
    return { throughputRps: requests.average, p50Ms: latency.p50, p99Ms: latency.p99, failed: errors };
  } catch (cause) {
    return { error: `expected JSON from autocannon: ${cause.message}` };
  }
}
