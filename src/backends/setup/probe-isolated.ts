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
  const inTurn = atMost(availableParallelism());
  return Promise.all(
    names.map(async (name) => {
      const { role, summary, engines } = await loadBackend(name);
      const chosen = await inTurn(() => probeEngine(name, undefined, options));
      const isChosen = (engine: string) => chosen.state === 'available' && chosen.engine === engine;
      const probed = engines.map(async (engine) => {
        const probe = isChosen(engine) ? chosen : await inTurn(() => probeEngine(name, engine, options));
        return { engine, isDefault: isChosen(engine), probe };
      });
      return { backend: name, role, summary, engines: await Promise.all(probed) };
    }),
  );
}

/** Probes one engine, or the one the backend takes when none is named, in a process of its own. */
export function probeEngine(
  name: BackendName,
  engine: string | undefined,
  options: ProbeOptions = {},
): Promise<Probe> {
  const { timeoutMs = TIMEOUT_MS, child: entry = builtEntry(import.meta.url, './probe-child.js') } = options;
  const child = fork(fileURLToPath(entry), engine === undefined ? [name] : [name, engine], {
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
    const fail = (reason: string) =>
      resolve({ state: 'unavailable', engine: engine ?? 'any', reason, remedy: REMEDY });
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

/** Runs work as it comes, so much of it at once. */
function atMost(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running === atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
