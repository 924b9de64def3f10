import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** A compiler that could not be started, or did not like what it was given. */
export class CompilerError extends Error {
  /** @param {string} output all that it printed */
  constructor(message, output) {
    super(message);
    this.name = 'CompilerError';
    this.output = output;
  }
}

/** The command in CC, which may bring arguments with it, or cc. */
export function compilerCommand(environment = process.env) {
  return (environment.CC || 'cc').trim().split(/\s+/);
}

/** @throws CompilerError whose message is the first line that tells of an error */
export function runCompiler([program, ...given], args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...given, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      const reason = error.code === 'ENOENT' ? 'there is no such program' : error.message;
      reject(new CompilerError(`the C compiler ${program} does not run: ${reason}`, output));
    });
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const lines = output.split('\n').map((line) => line.trim());
      const telling = lines.find((line) => /error|undefined|not found/i.test(line)) ?? lines.find(Boolean);
      reject(
        new CompilerError(
          `the C compiler failed: ${telling ?? signal ?? `exit code ${code}`}`.slice(0, 300),
          output,
        ),
      );
    });
  });
}

/** Runs jobs, as many at once as there are processors. */
export async function inParallel(jobs, atOnce = availableParallelism()) {
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await job();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, work));
}
