import { type ChildProcess, fork } from 'node:child_process';
import { builtEntry } from '../backends/shared/built-entry.js';
import { EXIT, MlsError } from '../errors.js';
import type {
  GeneratorJob,
  GeneratorProgress,
  GeneratorReply,
  GeneratorRequest,
  GeneratorResult,
} from './generator/protocol.js';

const STDERR_TAIL_CHARS = 2000;

/** A process that generates load and nothing else. */
export class GeneratorProcess {
  readonly #child: ChildProcess;
  readonly ready: Promise<void>;
  readonly #result: Promise<GeneratorResult>;
  #onProgress: (progress: GeneratorProgress) => void = () => {};

  constructor() {
    this.#child = fork(builtEntry(import.meta.url, './generator/generator-main.js'), {
      execArgv: ['--no-warnings'],
      // In a process group of its own: Ctrl-C in a terminal is the parent's, also while this one starts.
      detached: true,
      // Typed arrays of samples go over as they are.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let becomeReady: () => void = () => {};
    let stderr = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-STDERR_TAIL_CHARS);
    });
    this.#result = new Promise((resolve, reject) => {
      this.#child.on('message', (reply: GeneratorReply) => {
        if (reply.type === 'ready') becomeReady();
        else if (reply.type === 'progress') this.#onProgress(reply.progress);
        else if (reply.type === 'result') resolve(reply.result);
        else reject(failure(reply.message));
      });
      this.#child.once('error', (error) => reject(failure(error.message, error)));
      this.#child.once('exit', (code, signal) =>
        reject(failure(`it ended with ${signal ?? `code ${code}`}. ${stderr.trim()}`)),
      );
    });
    this.ready = Promise.race([
      new Promise<void>((resolve) => {
        becomeReady = resolve;
      }),
      this.#result.then(() => undefined),
    ]);
  }

  /** @throws MlsError `generator` when the process ends before its job does */
  run(job: GeneratorJob, onProgress: (progress: GeneratorProgress) => void): Promise<GeneratorResult> {
    this.#onProgress = onProgress;
    this.#send({ type: 'run', job });
    return this.#result;
  }

  /** What it measured so far becomes its result. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  end(): void {
    this.#child.removeAllListeners('exit');
    if (this.#child.connected) this.#child.disconnect();
  }

  #send(request: GeneratorRequest): void {
    if (this.#child.connected) this.#child.send(request);
  }
}

function failure(reason: string, cause?: unknown): MlsError {
  return new MlsError(`the load generator failed: ${reason}`, 'generator', EXIT.unexpected, { cause });
}
