import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * One side of a comparison: a process that prepares itself from a job (a line of JSON), answers `ready`, and then for
 * each line `run` does the work once, times it itself and answers `{"ms": ..., "answer": ...}`. `{"error": ...}` at any
 * time ends it.
 */
export class Side {
  #child;
  #lines;
  #said = '';

  constructor(name, command, args) {
    this.name = name;
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.on('error', () => {});
    this.#child.stderr.setEncoding('utf8').on('data', (text) => {
      this.#said = (this.#said + text).slice(-500);
    });
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(line) {
    this.#child.stdin.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.name} ended: ${this.#said.trim().split('\n').at(-1)}`);
    const answer = JSON.parse(value);
    if (answer.error !== undefined) throw new Error(`${this.name}: ${answer.error}`);
    return answer;
  }

  end() {
    this.#child.kill('SIGKILL');
  }
}
