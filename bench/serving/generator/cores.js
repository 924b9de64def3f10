import { execFileSync } from 'node:child_process';

/** Keeps a process, all its threads and what it starts later on one core; false where that cannot be done. */
export function pinToCore(pid, core) {
  try {
    execFileSync('taskset', ['-a', '-cp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
