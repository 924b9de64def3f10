import { execFileSync } from 'node:child_process';

/** Resident memory of a process, as `ps` tells it; NaN of one that has ended. */
export function residentBytes(pid) {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  } catch {
    return Number.NaN;
  }
}
