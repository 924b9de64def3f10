/** Why something failed, in one line: what the user can act on, which is often at the end of the chain of causes. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A connection tried over several addresses fails with a bundle of errors and no message of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const absent = absentProgram(error);
  if (absent !== undefined) return `${absent} is not installed`;
  const [line = ''] = (stderrOf(error) ?? error.message).split('\n');
  if (line !== '') return line.trim();
  return 'code' in error ? String(error.code) : error.name;
}

/** What a program that failed had to say, which tells more than its exit code. */
function stderrOf(error: Error): string | undefined {
  if (!('stderr' in error) || typeof error.stderr !== 'string') return undefined;
  return error.stderr.split('\n').find((line) => /^e(rror)?\b/i.test(line));
}

function absentProgram(error: Error): string | undefined {
  if (!('code' in error && error.code === 'ENOENT' && 'command' in error)) return undefined;
  return String(error.command).split(' ')[0];
}
