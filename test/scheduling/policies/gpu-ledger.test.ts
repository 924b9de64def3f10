import { describe, expect, it } from 'vitest';
import { GpuLedger } from '../../../src/scheduling/policies/gpu-ledger.js';

describe('what is believed of a GPU', () => {
  it('is free when all that it was sent has come and been run', () => {
    const ledger = new GpuLedger<string>(0);
    expect(ledger.freeAtMs(5)).toBe(5);
    ledger.sent('a', 5, 7, 10);
    ledger.sent('b', 6, 30, 10);
    expect([ledger.freeAtMs(6), ledger.outstanding, ledger.running]).toEqual([40, 2, 'a']);
  });

  it('learns of an end that was sooner or later than expected', () => {
    const ledger = new GpuLedger<string>(0);
    ledger.sent('a', 0, 0, 10);
    ledger.sent('b', 0, 0, 10);
    expect(ledger.freeAtMs(12)).toBe(20);
    expect(ledger.ended('a', 14)).toBe(14);
    expect(ledger.freeAtMs(14)).toBe(24);
    expect(ledger.freeAtMs(30)).toBe(30);
    expect(ledger.ended('b', 31)).toBe(17);
    expect([ledger.outstanding, ledger.freeAtMs(31)]).toEqual([0, 31]);
  });

  it('knows nothing of what it was let off', () => {
    const ledger = new GpuLedger<string>(0);
    ledger.sent('a', 0, 0, 10);
    ledger.clear();
    ledger.sent('b', 3, 3, 10);
    expect(ledger.ended('a', 3)).toBeUndefined();
    expect(ledger.hasSent((work) => work === 'b')).toBe(true);
    expect(ledger.hasSent((work) => work === 'a')).toBe(false);
  });
});
