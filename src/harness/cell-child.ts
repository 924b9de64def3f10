import { type ChildProcess, fork } from 'node:child_process';
import { builtEntry } from '../backends/shared/built-entry.js';
import { CellFailure } from './cell-runner.js';
import { failureOfError, failureOfExit, kernelMemoryKills } from './child-exit.js';
import type { Reply, Request } from './protocol.js';

const STDERR_TAIL_CHARS = 4000;
const CLOSE_GRACE_MS = 2000;
/** Node fires a timer beyond this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Answer = Exclude<Reply, { type: 'progress' | 'error' }>;

interface Pending {
  resolve(reply: Answer): void;
  reject(failure: CellFailure): void;
}

/** One child process and its conversation: a request at a time, a time limit on each, no exit unexplained. */
export class CellChild {
  readonly #process: ChildProcess;
  readonly #killsBefore = kernelMemoryKills();
  #stderrTail = '';
  #pending: Pending | undefined;
  #ended: CellFailure | undefined;

  /** @param entry what it runs: of this build, or of another checkout's */
  constructor(
    private readonly onProgress: (progress: Extract<Reply, { type: 'progress' }>) => void = () => {},
    entry: URL = builtEntry(import.meta.url, './child-main.js'),
  ) {
    this.#process = fork(entry, {
      execArgv: ['--expose-gc', '--no-warnings'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    // What an engine prints belongs to its failure, if it fails, and never on the user's terminal.
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#stderrTail = (this.#stderrTail + chunk.toString()).slice(-STDERR_TAIL_CHARS);
      });
    }
    this.#process.on('message', (reply: Reply) => this.#receive(reply));
    // Of a process that did start, it says only that the channel is broken; why, its exit will say.
    this.#process.on('error', (error) => {
      if (this.#process.pid === undefined) this.#end(new CellFailure('failed', error.message));
    });
    const onEnd = (code: number | null, signal: NodeJS.Signals | null) => {
      const kills = kernelMemoryKills();
      const kernelKilledForMemory =
        signal === 'SIGKILL' &&
        kills !== undefined &&
        this.#killsBefore !== undefined &&
        kills > this.#killsBefore;
      this.#end(failureOfExit({ code, signal, stderrTail: this.#stderrTail, kernelKilledForMemory }));
    };
    // `close`, not `exit`: by then everything it said has been read. A process of its own that outlives it can hold
    // its pipes open, though.
    this.#process.on('close', onEnd);
    this.#process.on('exit', (...exit) => setTimeout(onEnd, CLOSE_GRACE_MS, ...exit).unref());
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** @throws CellFailure */
  ask<T extends Answer['type']>(
    request: Request,
    answerType: T,
    timeoutMs: number,
  ): Promise<Extract<Answer, { type: T }>> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    let timer: NodeJS.Timeout | undefined;
    return new Promise<Answer>((resolve, reject) => {
      const onTimeout = () => {
        const limit = timeoutMs < 1000 ? `${timeoutMs} ms` : `${Math.round(timeoutMs / 1000)} s`;
        this.#end(new CellFailure('timeout', `no answer within ${limit} (--timeout)`));
        this.kill();
      };
      timer = setTimeout(onTimeout, Math.min(timeoutMs, LONGEST_TIMER_MS));
      this.#pending = { resolve, reject };
      // That it cannot be sent says only that the process is gone; why, its exit will say.
      this.#process.send(request, () => {});
    })
      .finally(() => clearTimeout(timer))
      .then((reply) => {
        if (isAnswer(reply, answerType)) return reply;
        throw new CellFailure(
          'failed',
          `its process answered ${reply.type} where ${answerType} was expected`,
        );
      });
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async close(): Promise<void> {
    if (this.#ended === undefined)
      await this.ask({ type: 'close' }, 'closed', CLOSE_GRACE_MS).catch(() => {});
    if (this.#process.connected) this.#process.disconnect();
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await Promise.race([
        new Promise((resolve) => this.#process.once('exit', resolve)),
        new Promise((resolve) => setTimeout(resolve, CLOSE_GRACE_MS).unref()),
      ]);
      this.kill();
    }
  }

  #receive(reply: Reply): void {
    if (reply.type === 'progress') {
      this.onProgress(reply);
      return;
    }
    const pending = this.#pending;
    this.#pending = undefined;
    if (reply.type === 'error') pending?.reject(failureOfError(reply.error));
    else pending?.resolve(reply);
  }

  #end(failure: CellFailure): void {
    this.#ended ??= failure;
    this.#pending?.reject(this.#ended);
    this.#pending = undefined;
  }
}

function isAnswer<T extends Answer['type']>(reply: Answer, type: T): reply is Extract<Answer, { type: T }> {
  return reply.type === type;
}
