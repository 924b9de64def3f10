import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtEntry } from '../../shared/built-entry.js';
import type { GraphicsEngine, GraphicsReport } from './graphics-report.js';

const TIMEOUT_MS = 30_000;

/** A driver's line on stderr that says what is wrong, shorn of its prefix. */
function complaint(stderr: string): string | undefined {
  const line = stderr.split('\n').find((text) => /^(Warning|ERR):/.test(text));
  return line?.replace(/^(Warning|ERR): (\S+\.cpp:\d+ )?/, '').trim();
}

/**
 * Asks a process of its own about a graphics driver: a driver that crashes takes only that process along, and what it
 * prints does not reach the user's terminal but the reason.
 */
export function probeGraphics(engine: GraphicsEngine): Promise<GraphicsReport> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(builtEntry(import.meta.url, './probe-process.js')), [engine], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let stderr = '';
    let found: GraphicsReport | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('message', (message) => {
      found = message as GraphicsReport;
    });
    child.on('error', (error) => resolve({ state: 'no-device', message: error.message }));
    child.on('close', (code, signal) => {
      const why = complaint(stderr);
      if (found === undefined) {
        const end = signal === null ? `exit code ${code}` : signal;
        resolve({ state: 'no-device', message: `the graphics driver ended the probe (${why ?? end})` });
      } else if (found.state === 'no-device' && why !== undefined) {
        resolve({ state: 'no-device', message: `${found.message} (${why})` });
      } else {
        resolve(found);
      }
    });
  });
}
