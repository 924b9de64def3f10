import { createInterface } from 'node:readline/promises';
import { EXIT, MlsError, UsageError } from '../errors.js';

/**
 * Asks on the terminal whether `what` is to be deleted.
 * @param lines what it consists of
 * @throws UsageError where there is no terminal; MlsError `declined` when the answer is not yes
 */
export async function confirmDeletion(what: string, lines: readonly string[]): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageError(`expected --yes to delete ${what} where nobody can be asked`);
  }
  for (const line of lines) process.stderr.write(`  ${line}\n`);
  const answer = await ask(`Delete ${what} for good? [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new MlsError('nothing was deleted', 'declined', EXIT.interrupted);
}

/** What is typed; Ctrl-C and the end of the input are no answer. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  // A question whose input ends would never be settled.
  for (const event of ['close', 'SIGINT'] as const) terminal.once(event, () => gone.abort());
  try {
    return await terminal.question(question, { signal: gone.signal });
  } catch {
    process.stderr.write('\n');
    return '';
  } finally {
    terminal.close();
  }
}
