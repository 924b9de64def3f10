import { describe, expect, it } from 'vitest';
import { KernelCache } from '../../../src/backends/gpujs/kernel-cache.js';

function cacheOf(limit: number) {
  const destroyed: string[] = [];
  const cache = new KernelCache<{ destroy(): void }>(limit);
  const put = (key: string) => cache.set(key, { destroy: () => destroyed.push(key) });
  return { cache, put, destroyed };
}

describe('the kernels kept', () => {
  it('are the latest used ones, and the others are destroyed', () => {
    const { cache, put, destroyed } = cacheOf(2);
    for (const key of ['a', 'b']) put(key);
    cache.get('a');
    put('c');
    expect(destroyed).toEqual(['b']);
    expect([cache.size, cache.get('b')]).toEqual([2, undefined]);
  });

  it('leave room for the next before it is built', () => {
    const { cache, put, destroyed } = cacheOf(1);
    put('a');
    cache.makeRoom();
    expect([cache.size, destroyed]).toEqual([0, ['a']]);
  });

  it('stay when one of them is put back', () => {
    const { cache, put, destroyed } = cacheOf(2);
    for (const key of ['a', 'b', 'a']) put(key);
    expect([cache.size, destroyed]).toEqual([2, []]);
  });

  it('are all destroyed at the end', () => {
    const { cache, put, destroyed } = cacheOf(3);
    for (const key of ['a', 'b']) put(key);
    cache.clear();
    expect([cache.size, destroyed]).toEqual([0, ['a', 'b']]);
  });
});
