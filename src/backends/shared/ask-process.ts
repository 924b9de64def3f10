import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process that was asked has left. */
export interface Asked<Answer> {
  /** Undefined where it ended without one. */
  readonly answer: Answer | undefined;
  /** What it, and the drivers in it, printed. */
  readonly stderr: string;
  /** How it ended, as in `was killed by SIGSEGV`. */
  readonly end: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Asks a process of its own, which answers with one message: native code that crashes or hangs takes only that process
 * along, and what it prints does not reach the user's terminal.
 */
export function askProcess<Answer>(entry: URL, args: readonly string[]): Promise<Asked<Answer>> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(entry), args, {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let stderr = '';
    let answer: Answer | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('message', (message) => {
      answer = message as Answer;
    });
    child.on('error', ({ message }) => resolve({ answer, stderr, end: `could not be started: ${message}` }));
    child.on('close', (code, signal) => {
      const end = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      resolve({ answer, stderr, end });
    });
  });
}
