import { afterEach, describe, expect, it, vi } from 'vitest';
import { GarbageCollection } from '../../src/harness/garbage-collection.js';

describe('garbage between rounds', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is collected once there is much of it, and then not until there is again', () => {
    const gc = vi.fn();
    vi.stubGlobal('gc', gc);
    const garbage = new GarbageCollection();
    garbage.collect();
    const calls = gc.mock.calls.length;
    expect(garbage.collect()).toBe(false);
    const kept = new Float64Array(2 ** 23);
    expect(garbage.collect()).toBe(true);
    expect(garbage.collect()).toBe(false);
    expect(gc.mock.calls.length).toBe(calls + 1);
    expect(kept.length).toBe(2 ** 23);
  });

  it('is left alone by a process that was not told to offer it', () => {
    vi.stubGlobal('gc', undefined);
    expect(new GarbageCollection().collect()).toBe(false);
  });
});
