import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that gets stdout in the terminal's place. */
  readonly stdout?: string;
}

export interface Finished {
  readonly exitCode: number;
  /** Number of the signal that ended it, or 0. */
  readonly signal: number;
  /** Every byte the program wrote. */
  readonly output: string;
  /** The lines a reader sees, those scrolled off included, without trailing spaces. */
  readonly screen: readonly string[];
}

/** A program running in a terminal of its own, with nothing of this process's environment but its path. */
export class Terminal {
  #output = '';
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof headless.Terminal>;
  readonly #finished: Promise<Finished>;

  constructor(args: readonly string[], { columns, rows, env = {}, stdout }: TerminalOptions) {
    // A terminal emulator has a size even where the program is told that there is none.
    this.#screen = new headless.Terminal({
      cols: columns || 80,
      rows: rows || 24,
      scrollback: 2000,
      allowProposedApi: true,
    });
    // A PTY cannot be made without a size, but it can be told that it has none.
    const resized = `stty cols ${columns} rows ${rows}; exec "$0" "$@"${stdout === undefined ? '' : ` > "$STDOUT"`}`;
    this.#pty = spawn('/bin/sh', ['-c', resized, process.execPath, ...args], {
      cols: columns || 80,
      rows: rows || 24,
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', STDOUT: stdout ?? '', ...env },
    });
    this.#pty.onData((text) => {
      this.#output += text;
      this.#screen.write(text);
    });
    this.#finished = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal = 0 }) => {
        // What was written before is parsed before this callback is called.
        this.#screen.write('', () =>
          resolve({ exitCode, signal, output: this.#output, screen: this.screen() }),
        );
      });
    });
  }

  finished(): Promise<Finished> {
    return this.#finished;
  }

  screen(): string[] {
    const { active } = this.#screen.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, at) => active.getLine(at)?.translateToString(true) ?? '',
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  /**
   * The screen as soon as it shows what is waited for.
   * @throws when the program ends without showing it.
   */
  async shows(pattern: RegExp): Promise<string[]> {
    let ended = false;
    void this.#finished.then(() => {
      ended = true;
    });
    for (;;) {
      const last = ended;
      const screen = this.screen();
      if (pattern.test(screen.join('\n'))) return screen;
      if (last) throw new Error(`the program ended and never showed ${pattern}:\n${screen.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** As if typed. */
  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Lets a program go on that waits for this signal. */
  release(): void {
    this.#pty.kill('SIGUSR2');
  }

  kill(): void {
    this.#pty.kill('SIGKILL');
  }
}
