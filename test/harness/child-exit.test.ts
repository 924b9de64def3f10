import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  type ChildExit,
  failureOfError,
  failureOfExit,
  kernelMemoryKills,
} from '../../src/harness/child-exit.js';

const exit = (how: Partial<ChildExit>): ChildExit => ({
  code: null,
  signal: null,
  stderrTail: '',
  kernelKilledForMemory: false,
  ...how,
});

const STACK = `
/app/dist/backends/ts/index.js:10
    throw new Error('device lost');
          ^

Error: device lost
    at emitErrorNT (node:internal/streams/destroy:151:8)
    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)

Node.js v20.19.0
`;

describe('an exit that nobody asked for', () => {
  it.each<[string, Partial<ChildExit>, string, string]>([
    ['by a signal', { signal: 'SIGKILL' }, 'failed', 'its process was killed by SIGKILL'],
    ['by a crash', { signal: 'SIGSEGV' }, 'failed', 'its process was killed by SIGSEGV'],
    ['with a code', { code: 3 }, 'failed', 'its process exited with code 3'],
    ['without a word', { code: 0 }, 'failed', 'its process exited with code 0'],
    [
      'by an uncaught error',
      { code: 1, stderrTail: STACK },
      'failed',
      'its process exited with code 1: Error: device lost',
    ],
    [
      'by an assertion',
      { signal: 'SIGABRT', stderrTail: 'loading\nassertion failed: aborting\n' },
      'failed',
      'its process was killed by SIGABRT: assertion failed: aborting',
    ],
    [
      'with a last word that tells nothing',
      { code: 7, stderrTail: 'loading\nbye\n' },
      'failed',
      'its process exited with code 7: bye',
    ],
    [
      "by the kernel's killer",
      { signal: 'SIGKILL', kernelKilledForMemory: true },
      'out-of-memory',
      "killed by the kernel's out-of-memory killer",
    ],
    [
      'for want of an array buffer',
      {
        code: 1,
        stderrTail: 'RangeError: Array buffer allocation failed\n    at f (a.js:1:1)\n\nNode.js v20.19.0\n',
      },
      'out-of-memory',
      'RangeError: Array buffer allocation failed',
    ],
    [
      'for want of native memory',
      {
        signal: 'SIGABRT',
        stderrTail:
          "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n",
      },
      'out-of-memory',
      'what():  std::bad_alloc',
    ],
  ])('%s', (_, how, status, reason) => {
    expect(failureOfExit(exit(how))).toMatchObject({ status, reason });
  });

  it('of a real heap that ran full says so, not which frame of V8 noticed', () => {
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=20',
        '-e',
        'const all = []; for (;;) all.push(new Array(1000).fill(all.length));',
      ],
      { encoding: 'utf8' },
    );
    const failure = failureOfExit(exit({ code: status, signal, stderrTail: stderr.slice(-4000) }));
    expect(failure.status).toBe('out-of-memory');
    expect(failure.reason).toMatch(/^FATAL ERROR: .*heap out of memory$/);
  });
});

describe('an error that the child reported', () => {
  it.each([
    [
      {
        name: 'UnavailableError',
        message: 'm',
        reason: 'no GPU',
        remedy: 'Run mls backends setup tfjs-cuda',
      },
      'unavailable',
      'no GPU. Run mls backends setup tfjs-cuda',
    ],
    [{ name: 'UnavailableError', message: 'tfjs is unavailable' }, 'unavailable', 'tfjs is unavailable.'],
    [
      { name: 'RangeError', message: 'Array buffer allocation failed' },
      'out-of-memory',
      'RangeError: Array buffer allocation failed',
    ],
    [{ name: 'UnsupportedError', message: 'no l1 here' }, 'unavailable', 'no l1 here'],
    [{ name: 'SkippedError', message: 'ef 8 finds all there is' }, 'skipped', 'ef 8 finds all there is'],
    [{ name: 'NonFiniteError', message: 'got NaN\nat row 3' }, 'failed', 'NonFiniteError: got NaN'],
  ])('%j', (error, status, reason) => {
    expect(failureOfError(error)).toMatchObject({ status, reason, reported: error });
  });
});

describe('kernelMemoryKills', () => {
  it.runIf(process.platform === 'linux')('is a count that does not go back', () => {
    const before = kernelMemoryKills();
    expect(before).toBeGreaterThanOrEqual(0);
    expect(kernelMemoryKills()).toBeGreaterThanOrEqual(before ?? 0);
  });
});
