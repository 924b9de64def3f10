import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openNumpyLegacy } from '../../../src/datasets/numpy-legacy/open.js';
import { numpyLegacyProvider } from '../../../src/datasets/numpy-legacy/provider.js';

const first = async (
  source: { read(start: number, count: number, into: Float32Array): Promise<void> },
  d: number,
) => {
  const row = new Float32Array(d);
  await source.read(0, 1, row);
  return Array.from(row.subarray(0, 4), (value) => Number(value.toPrecision(7)));
};

describe('the vectors of a NumPy experiment', () => {
  // seed(1967); A = rand(4000000, 512).astype('f4'); X = rand(512): the query lies behind two thousand million draws.
  it('are those of the published run with seed 1967', async () => {
    const { base, queries } = await openNumpyLegacy({
      seed: 1967,
      n: 4_000_000,
      d: 512,
      queries: 1,
      distribution: 'uniform',
    });
    expect(await first(base, 512)).toEqual([0.7251196, 0.5731207, 0.6448612, 0.5580101]);
    expect(await first(queries, 512)).toEqual([0.89042, 0.208454, 0.8139045, 0.9014723]);

    const [row, query] = [new Float32Array(512), new Float32Array(512)];
    await base.read(3_249_877, 1, row);
    await queries.read(0, 1, query);
    const distance = Math.hypot(...row.map((value, i) => value - (query[i] ?? 0)));
    expect(distance).toBeCloseTo(8.101958, 6);
  });

  it('go on with randn where the base ends, as NumPy 2.4.6 does', async () => {
    const { base, queries } = await openNumpyLegacy({
      seed: 7,
      n: 50,
      d: 3,
      queries: 2,
      distribution: 'normal',
    });
    const [rows, asked] = [new Float32Array(150), new Float32Array(6)];
    await queries.read(0, 2, asked);
    await base.read(0, 50, rows);
    expect(createHash('sha256').update(new Uint8Array(rows.buffer)).digest('hex')).toBe(
      '2514656b897815bea019408f20115ef49dae423a39cb7af75ac2a37b4a470e8f',
    );
    expect([...asked]).toEqual([
      0.0144889447838068, -1.7936487197875977, -0.19385631382465363, 0.6972941160202026, 1.091938853263855,
      1.7143802642822266,
    ]);
  });

  it('have identities that tell apart whatever changes the numbers', async () => {
    const request = { seed: 7, n: 50, d: 3, queries: 2, distribution: 'normal' } as const;
    const identities = await Promise.all(
      [
        request,
        { ...request, seed: 8 },
        { ...request, n: 51 },
        { ...request, d: 4 },
        { ...request, distribution: 'uniform' as const },
      ].map(async (each) => {
        const { base, queries } = await openNumpyLegacy(each);
        return [base.identity, queries.identity];
      }),
    );
    expect(new Set(identities.flat()).size).toBe(10);
  });

  it('end where they end', async () => {
    const { base } = await openNumpyLegacy({ seed: 7, n: 5, d: 3, queries: 2, distribution: 'normal' });
    await expect(base.read(4, 2, new Float32Array(6))).rejects.toThrow(RangeError);
  });

  it('refuse a seed NumPy refuses', async () => {
    await expect(
      openNumpyLegacy({ seed: 2 ** 32, n: 5, d: 3, queries: 2, distribution: 'normal' }),
    ).rejects.toThrow('expected a NumPy seed to be a whole number from 0 to 4294967295; got "4294967296"');
  });
});

describe('the name of the dataset', () => {
  it('carries seed and distribution', async () => {
    const provider = numpyLegacyProvider('numpy-legacy:7:randn');
    expect(provider?.name).toBe('numpy-legacy:7:randn');
    const dataset = await provider?.open({ name: 'numpy-legacy:7:randn', n: 50, d: 3, queries: 2, seed: 0 });
    expect(dataset?.base.identity).toBe('numpy-legacy:7:normal:50x3@0');
    expect(dataset?.queries.identity).toBe('numpy-legacy:7:normal:2x3@50');
    expect(await provider?.state()).toEqual({ local: true, bytes: 0 });
  });

  it.each([
    'numpy-legacy',
    'numpy-legacy:',
    'numpy-legacy:-1',
    'numpy-legacy:1:rands',
    'numpy-legacy:1967x',
  ])('is not %s', (name) => {
    expect(numpyLegacyProvider(name)).toBeUndefined();
  });

  it('means rand where it names no distribution', () => {
    expect(numpyLegacyProvider('numpy-legacy:1967')?.summary).toContain('rand(n, d), then rand(queries, d)');
  });
});
