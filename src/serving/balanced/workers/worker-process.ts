import { type ChildProcess, fork } from 'node:child_process';
import { builtEntry } from '../../../backends/shared/built-entry.js';
import { EXIT, MlsError } from '../../../errors.js';
import type { TierSpec } from '../../tier.js';
import type { WorkerMessage } from '../../worker/messages.js';
import { TextTail } from './text-tail.js';

/** The worker that the build made: it is given a TierSpec as JSON, and sends `{ ready: true, url }` when it listens. */
export const WORKER_ENTRY = builtEntry(import.meta.url, '../../worker-main.js');

const MOST_STDERR_CHARS = 4096;

/** One worker: a process of its own that answers POST /rag and GET /readyz on a port of its own. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #stderr = new TextTail(MOST_STDERR_CHARS);
  /** How it ended, in words, once its process has gone. */
  readonly ended: Promise<string>;

  constructor(entry: URL, spec: TierSpec) {
    this.#child = fork(entry, [JSON.stringify(spec)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk.toString()));
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
  }

  /** Of a process that runs; 0 for one that could not be made. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Its URL, once it listens; rejects with what it says is wrong, or with the reason of `stop`. */
  url(stop: AbortSignal): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      this.#child.on('message', (message: WorkerMessage) => {
        if (message.ready) resolve(message.url);
        else reject(this.notStarted(message.error));
      });
      stop.addEventListener('abort', () => reject(stop.reason), { once: true });
    });
  }

  /** Tells it how many instances serve, itself among them. */
  tellInstances(instances: number): void {
    if (this.#child.connected) this.#child.send({ instances }, () => {});
  }

  notStarted(reason: string): MlsError {
    return this.#error(`a worker did not start: ${reason}`);
  }

  crashed(how: string): MlsError {
    return this.#error(`a worker crashed: ${how}`);
  }

  /** With what it last wrote, if anything. */
  #error(message: string): MlsError {
    const said = this.#stderr.lastLine();
    return new MlsError(
      said === '' ? message : `${message} (it said: ${said})`,
      'worker-failed',
      EXIT.unavailable,
    );
  }

  /** Asks it to end, and ends it `graceMs` later if it has not. */
  async stop(graceMs: number): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
