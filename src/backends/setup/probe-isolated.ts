import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { BackendRole, Probe } from '../backend.js';
import { type BackendName, loadBackend } from '../registry.js';
import { builtEntry } from '../shared/built-entry.js';

export interface ProbedEngine {
  readonly engine: string;
  /** Whether the backend takes this engine when none is named. */
  readonly isDefault: boolean;
  readonly probe: Probe;
}

export interface ProbedBackend {
  readonly backend: BackendName;
  readonly role: BackendRole;
  readonly summary: string;
  /** Best first. */
  readonly engines: readonly ProbedEngine[];
}

export interface ProbeOptions {
  /** After this long a probe is killed and its engine counts as unavailable. */
  readonly timeoutMs?: number;
  /** The compiled file that probes; tests give another one. */
  readonly child?: URL;
}

const TIMEOUT_MS = 20_000;
const STDERR_TAIL = 2000;
const REMEDY = 'Use another engine, or see what this one needs of the machine.';

/**
 * Probes every engine of these backends, each in a process of its own: native code that crashes or hangs takes only
 * its engine with it, and two engines that cannot live in one process do not meet.
 */
export async function probeBackends(
  names: readonly BackendName[],
  options: ProbeOptions = {},
): Promise<ProbedBackend[]> {
  const backends = await Promise.all(names.map(async (name) => ({ name, backend: await loadBackend(name) })));
  const jobs = backends.flatMap(({ name, backend }) => backend.engines.map((engine) => ({ name, engine })));
  const probes = await inParallel(jobs, availableParallelism(), ({ name, engine }) =>
    probeEngine(name, engine, options),
  );
  return backends.map(({ name, backend: { role, summary } }) => {
    const own = jobs.flatMap((job, i) => {
      const probe = probes[i];
      return job.name === name && probe !== undefined ? [{ engine: job.engine, probe }] : [];
    });
    const first = own.find(({ probe }) => probe.state === 'available');
    const engines = own.map((found) => ({ ...found, isDefault: found === first }));
    return { backend: name, role, summary, engines };
  });
}

/** Probes one engine in a process of its own. */
export function probeEngine(name: BackendName, engine: string, options: ProbeOptions = {}): Promise<Probe> {
  const { timeoutMs = TIMEOUT_MS, child: entry = builtEntry(import.meta.url, './probe-child.js') } = options;
  const child = fork(fileURLToPath(entry), [name, engine], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-STDERR_TAIL);
  });
  return new Promise((resolve) => {
    const fail = (reason: string) => resolve({ state: 'unavailable', engine, reason, remedy: REMEDY });
    child.on('message', (probe: Probe) => {
      resolve(probe);
      // What an engine does while it is taken down concerns nobody any more.
      child.kill('SIGKILL');
    });
    child.on('error', (error) => fail(`its probe could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      const end = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      const because = tellingLine(said);
      if (child.killed) fail(`its probe did not answer within ${timeoutMs / 1000} s`);
      else fail(`its probe ${end}${because === '' ? '' : `: ${because}`}`);
    });
  });
}

function tellingLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const telling = lines.findLast((line) => /error|fatal|abort/i.test(line));
  return (telling ?? lines.findLast((line) => line !== '') ?? '').slice(0, 300);
}

async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
