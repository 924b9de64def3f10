import { ExecaError, execa } from 'execa';
import { DataError } from '../../errors.js';

export interface BuildOptions {
  readonly signal: AbortSignal;
  /** Told what goes on, a line for each step that takes long. */
  tell(line: string): void;
}

/**
 * Runs an npm command in a checkout, in a process group of its own: npm itself ends at a signal and leaves what it
 * started (a compiler at work in a folder that is about to go) behind.
 * @param name the checkout as the user knows it
 * @throws DataError `build` with the line of its output that tells most
 */
export async function npmIn(
  root: string,
  name: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const npm = execa('npm', [...args], { cwd: root, all: true, stdin: 'ignore', detached: true });
  const stop = () => endGroup(npm.pid);
  signal.addEventListener('abort', stop, { once: true });
  process.once('exit', stop);
  try {
    await npm;
  } catch (cause) {
    const said = cause instanceof ExecaError ? tellingLine(cause.all) : String(cause);
    throw new DataError(`cannot build ${name}: npm ${args.join(' ')}: ${said}`, 'build', { cause });
  } finally {
    signal.removeEventListener('abort', stop);
    process.off('exit', stop);
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    // Windows has no process groups: there the process alone is ended.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Builds what has changed since the last build: kernels in C, then everything else. */
export async function buildCheckout(root: string, name: string, signal: AbortSignal): Promise<void> {
  await npmIn(root, name, ['run', 'install', '--if-present'], signal);
  await npmIn(root, name, ['run', 'build'], signal);
}

function tellingLine(text: string | undefined): string {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /error/i.test(line) && !/^npm (error|warn)/i.test(line));
  return (telling ?? lines.at(-1) ?? 'it failed').trim();
}
