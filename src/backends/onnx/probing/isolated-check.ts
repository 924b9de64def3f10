import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtEntry } from '../../shared/built-entry.js';
import type { EngineName } from '../engine-names.js';
import type { ProviderReport } from './provider-report.js';

const TIMEOUT_MS = 15_000;

/**
 * Asks a process of its own about a provider: a driver that crashes takes only that process along, and what it prints
 * does not reach the user's terminal.
 */
export function checkIsolated(
  engine: EngineName,
  entry: URL = builtEntry(import.meta.url, './probe-process.js'),
): Promise<ProviderReport> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(entry), [engine], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('message', (report) => resolve(report as ProviderReport));
    child.on('error', (error) => resolve({ state: 'fails', message: error.message }));
    child.on('close', (code, signal) => {
      const end = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      const last = said.trim().split('\n').at(-1) ?? '';
      resolve({ state: 'fails', message: `its probe ${end}${last === '' ? '' : `: ${last}`}` });
    });
  });
}
