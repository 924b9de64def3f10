import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/registry.js';
import { readRows } from '../read-all.js';

const spec = { n: 300, d: 7, queries: 20, seed: 5 };

describe.each(['uniform', 'gaussian', 'clustered'])('%s', (name) => {
  it('gives any rows as they come in sequence', async () => {
    const { base } = await openDataset({ name, ...spec });
    const all = await readRows(base);
    await fc.assert(
      fc.asyncProperty(fc.nat(spec.n - 1), fc.nat(40), async (start, more) => {
        const count = Math.min(more, spec.n - start);
        const rows = await readRows(base, start, count);
        expect(rows).toEqual(all.slice(start * spec.d, (start + count) * spec.d));
      }),
      { numRuns: 50 },
    );
  });

  it('begins with the same rows whatever their number, and whatever the number of queries', async () => {
    const small = await openDataset({ name, ...spec });
    const large = await openDataset({ name, ...spec, n: 1000, queries: 99 });
    expect(await readRows(large.base, 0, spec.n)).toEqual(await readRows(small.base));
    const more = await openDataset({ name, ...spec, queries: 99 });
    expect(await readRows(more.queries, 0, spec.queries)).toEqual(await readRows(small.queries));
  });

  it('differs by seed, and its queries from its base', async () => {
    const { base, queries } = await openDataset({ name, ...spec });
    const seeds = [0, 6, 5 + 2 ** 32, Number.MAX_SAFE_INTEGER];
    const rows = [
      await readRows(base, 0, 20),
      await readRows(queries),
      ...(await Promise.all(
        seeds.map(async (seed) => readRows((await openDataset({ name, ...spec, seed })).base, 0, 20)),
      )),
    ];
    expect(new Set(rows.map(String)).size).toBe(rows.length);
  });

  it('names in its identity all that decides its content', async () => {
    const identities = await Promise.all(
      [spec, { ...spec, n: 301 }, { ...spec, d: 8 }, { ...spec, seed: 6 }].map(async (changed) => {
        const { base, queries } = await openDataset({ name, ...changed, queries: changed.seed + 1 });
        return [base.identity, queries.identity];
      }),
    );
    const base = identities.map(([first]) => first);
    expect(new Set(base).size).toBe(4);
    expect(base[0]).toBe(`${name}:v1:seed=5:n=300:d=7`);
    expect(new Set(identities.flat()).size).toBe(name === 'clustered' ? 8 : 7);
  });

  it('refuses rows it does not have and a destination too small', async () => {
    const { base } = await openDataset({ name, ...spec });
    await expect(base.read(299, 2, new Float32Array(14))).rejects.toThrow('expected rows within 0..300');
    await expect(base.read(-1, 1, new Float32Array(7))).rejects.toThrow(RangeError);
    await expect(base.read(0, 2, new Float32Array(13))).rejects.toThrow(
      'expected room for 2 x 7 floats, got 13',
    );
  });
});

describe.each([
  ['uniform', 0.5, 1 / 12],
  ['gaussian', 0, 1],
])('values of %s', (name, mean, variance) => {
  it('have the moments of their distribution and are uncorrelated between rows and columns', async () => {
    const n = 20_000;
    const d = 16;
    const { base } = await openDataset({ name, n, d, queries: 1, seed: 42 });
    const standard = (await readRows(base)).map((value) => (value - mean) / Math.sqrt(variance));
    const total = standard.length;
    const average = (at: (i: number) => number) => standard.reduce((sum, _, i) => sum + at(i), 0) / total;
    const value = (i: number) => standard[i % total] ?? Number.NaN;
    // Five standard errors: the values are fixed, so this passes for ever or never.
    const bound = 5 / Math.sqrt(total);
    expect(Math.abs(average(value))).toBeLessThan(bound);
    expect(Math.abs(average((i) => value(i) ** 2) - 1)).toBeLessThan(2 * bound);
    for (const lag of [1, 2, d, 2 * d, 64 * d]) {
      expect(Math.abs(average((i) => value(i) * value(i + lag)))).toBeLessThan(bound);
    }
  });
});
