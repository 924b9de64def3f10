import { readFileSync } from 'node:fs';
import { CellFailure } from './cell-runner.js';
import type { ChildError } from './protocol.js';

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what the child wrote to stderr. */
  readonly stderrTail: string;
  /** Whether the kernel's out-of-memory killer struck while the child lived. */
  readonly kernelKilledForMemory: boolean;
}

const OUT_OF_MEMORY =
  /out of memory|allocation failed|bad_alloc|cannot enlarge memory|memory access out of bounds/i;

const TELLING = /error|fatal|abort|memory/i;
const STACK_FRAME = /^\s*(?:at\s|\d+:\s)/;

/** What an exit that nobody asked for means for the cell. */
export function failureOfExit({ code, signal, stderrTail, kernelKilledForMemory }: ChildExit): CellFailure {
  const said = lastWords(stderrTail, TELLING);
  if (kernelKilledForMemory)
    return new CellFailure('out-of-memory', "killed by the kernel's out-of-memory killer");
  if (OUT_OF_MEMORY.test(stderrTail))
    return new CellFailure('out-of-memory', lastWords(stderrTail, OUT_OF_MEMORY));
  if (signal !== null)
    return new CellFailure('failed', `its process was killed by ${signal}${said && `: ${said}`}`);
  return new CellFailure('failed', `its process exited with code ${code}${said && `: ${said}`}`);
}

/** What an error that the child reported means for the cell. */
export function failureOfError(error: ChildError): CellFailure {
  if (error.name === 'UnavailableError') {
    return new CellFailure(
      'unavailable',
      `${error.reason ?? error.message}. ${error.remedy ?? ''}`.trim(),
      error,
    );
  }
  // A subject without a path for what was asked did not break.
  if (error.name === 'UnsupportedError') return new CellFailure('unavailable', error.message, error);
  if (error.name === 'SkippedError') return new CellFailure('skipped', error.message, error);
  const status = OUT_OF_MEMORY.test(error.message) ? 'out-of-memory' : 'failed';
  return new CellFailure(status, `${error.name}: ${error.message.split('\n')[0] ?? ''}`, error);
}

/** How often the kernel has killed for memory since boot; undefined where it does not say. */
export function kernelMemoryKills(): number | undefined {
  try {
    const match = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'));
    return match ? Number(match[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** The last line that fits, or else the last one; frames of a stack, which name errors too, are passed over. */
function lastWords(text: string, telling: RegExp): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !STACK_FRAME.test(line));
  return (lines.findLast((line) => telling.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 300);
}
