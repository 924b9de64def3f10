import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const INSTALL_MS = 120_000;
/** Tells, of every process of Node's that it is loaded into, what CPU time it took. */
const TELL_CPU =
  `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write(
  'CPU '+(user+system)/1e6+' '+process.argv[1]+'\\n')})`.replaceAll(/\s/g, (blank) =>
    blank === ' ' ? '%20' : '',
  );

/** What autocannon reaches in one process; `error` where it cannot run. */
export async function runAutocannon(url, clients, seconds, path) {
  const [command, first] =
    path === undefined ? ['npx', ['--yes', 'autocannon@8']] : [process.execPath, [path]];
  const warmup = ['-W', '[', '-c', String(clients), '-d', '1', ']'];
  const args = ['-c', String(clients), '-d', String(seconds), ...warmup, '--json', url];
  const child = spawn(command, [...first, ...args], {
    // As the generator is started: Linux shares a busy host out by session.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: `--import ${TELL_CPU}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INSTALL_MS + 2000 * seconds,
  });
  try {
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'close'),
      text(child.stdout),
      text(child.stderr),
    ]);
    if (code !== 0) {
      return {
        error: stderr.split('\n').find((line) => /error/i.test(line)) ?? `it ended with code ${code}`,
      };
    }
    const { requests, latency, errors } = JSON.parse(stdout.trim().split('\n').at(-1));
    const [, cpuS] = /^CPU (\S+) .*autocannon(?:\.js)?$/m.exec(stderr) ?? [];
    return {
      throughputRps: requests.average,
      // Its warm-up of a second costs too, at the same rate.
      perCpuSecond: (requests.average * (seconds + 1)) / Number(cpuS),
      ...{ p50Ms: latency.p50, p99Ms: latency.p99, failed: errors },
    };
  } catch (cause) {
    return { error: cause.message };
  }
}
