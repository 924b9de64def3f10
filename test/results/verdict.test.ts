import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/results/status.js';
import { verdictOf } from '../../src/results/verdict.js';

describe('verdictOf', () => {
  it.each<[Status[], string, number]>([
    [[], 'ok', 0],
    [['ok', 'ok'], 'ok', 0],
    [['ok', 'unavailable'], 'ok', 0],
    [['ok', 'skipped'], 'ok', 0],
    [['ok', 'failed'], 'failed', 1],
    [['timeout'], 'failed', 1],
    [['out-of-memory', 'ok'], 'failed', 1],
    [['ok', 'wrong'], 'wrong', 98],
    [['failed', 'wrong', 'timeout'], 'wrong', 98],
  ])('of %j is %s with exit code %i', (statuses, verdict, exitCode) => {
    expect(verdictOf(statuses, undefined)).toEqual({ verdict, exitCode, partial: false });
  });

  it.each<[Status[], string, boolean]>([
    [['ok', 'interrupted'], 'interrupted', true],
    [['failed', 'interrupted'], 'interrupted', true],
    [['ok', 'ok'], 'interrupted', false],
    [['wrong', 'interrupted'], 'wrong', true],
  ])('of %j stopped by a signal is %s with the code of the signal', (statuses, verdict, partial) => {
    expect(verdictOf(statuses, 130)).toEqual({ verdict, exitCode: 130, partial });
    expect(verdictOf(statuses, 143).exitCode).toBe(143);
  });
});
