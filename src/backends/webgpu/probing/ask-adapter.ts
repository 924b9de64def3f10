import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtEntry } from '../../shared/built-entry.js';
import type { EngineName } from '../engine-names.js';
import type { AdapterReport } from './adapter-report.js';

const TIMEOUT_MS = 30_000;

export interface Asked {
  readonly report: AdapterReport;
  /** What Dawn and the driver printed. */
  readonly stderr: string;
}

/**
 * Asks a process of its own about an adapter: a driver that makes Dawn abort takes only that process along, and what
 * is printed does not reach the user's terminal.
 */
export function askAdapter(engine: EngineName): Promise<Asked> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(builtEntry(import.meta.url, './probe-process.js')), [engine], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let stderr = '';
    let report: AdapterReport | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('message', (message) => {
      report = message as AdapterReport;
    });
    const failed = (message: string) => resolve({ report: { state: 'failed', message }, stderr });
    child.on('error', (error) => failed(`its probe could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      if (report !== undefined) resolve({ report, stderr });
      else failed(`the graphics driver ended its probe (${signal ?? `exit code ${code}`})`);
    });
  });
}
