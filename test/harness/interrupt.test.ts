import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Interrupt, listenForInterrupt } from '../../src/harness/interrupt.js';

describe('listenForInterrupt', () => {
  let interrupt: Interrupt;
  const exit = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    vi.spyOn(process, 'exit').mockImplementation(exit as never);
    interrupt = listenForInterrupt();
  });
  afterEach(() => {
    interrupt.dispose();
    vi.useRealTimers();
    vi.restoreAllMocks();
    exit.mockReset();
  });

  it('says nothing while no signal came', () => {
    expect(interrupt.signal.aborted).toBe(false);
    expect(interrupt.exitCode()).toBeUndefined();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('turns the first %s into an abort with code %i', (signal, code) => {
    process.emit(signal, signal);
    expect(interrupt.signal.aborted).toBe(true);
    expect(interrupt.exitCode()).toBe(code);
    expect(exit).not.toHaveBeenCalled();
  });

  it('ends at once on the second, with the code of the first', () => {
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGTERM', 'SIGTERM');
    expect(exit).toHaveBeenCalledWith(130);
  });

  it('ends after five seconds, whatever is still under way', () => {
    process.emit('SIGTERM', 'SIGTERM');
    vi.advanceTimersByTime(4999);
    expect(exit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(exit).toHaveBeenCalledWith(143);
  });

  it('leaves no listener behind', () => {
    const before = process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
    interrupt.dispose();
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(before - 2);
  });
});
