import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../../src/datasets/formats/registry.js';
import { openVectorFile, writeVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { readAll, sourceOf, workspace } from './workspace.js';

const folder = workspace();

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const LATTICE: Readonly<Record<string, fc.Arbitrary<number>>> = {
  bvecs: fc.integer({ min: 0, max: 255 }),
  u8bin: fc.integer({ min: 0, max: 255 }),
  i8bin: fc.integer({ min: -128, max: 127 }),
  ivecs: fc.integer({ min: -(2 ** 24), max: 2 ** 24 }),
};
// -0 and 0 are the same number to every metric, and integers have only one of them.
const same = (values: Float32Array) => Array.from(values, (value) => value + 0);

const writable = (Object.keys(FORMATS) as FormatName[]).filter(
  (name) => name !== 'parquet' && name !== 'json',
);

describe.each(writable)('%s', (name) => {
  const shaped = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 })).chain(([n, d]) =>
    fc.record({
      n: fc.constant(n),
      d: fc.constant(d),
      values: fc
        .array(LATTICE[name] ?? finite, { minLength: n * d, maxLength: n * d })
        .map((numbers) => Float32Array.from(numbers)),
      start: fc.integer({ min: 0, max: n - 1 }),
    }),
  );

  it('reads back what was written, from any row on', async () => {
    await fc.assert(
      fc.asyncProperty(shaped, async ({ n, d, values, start }) => {
        const path = folder.path(`any${FORMATS[name].extensions[0]}`);
        await writeVectorFile(path, sourceOf(n, d, values));
        const source = await openVectorFile(path);
        try {
          expect([source.n, source.d]).toEqual([n, d]);
          expect(same(await readAll(source))).toEqual(same(values));
          const rest = new Float32Array((n - start) * d);
          await source.read(start, n - start, rest);
          expect(same(rest)).toEqual(same(values.subarray(start * d)));
        } finally {
          await source.close();
        }
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('refuses to read beyond the last row', async () => {
    const path = folder.path(`beyond${FORMATS[name].extensions[0]}`);
    await writeVectorFile(path, sourceOf(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6)));
    const source = await openVectorFile(path);
    await expect(source.read(2, 2, new Float32Array(4))).rejects.toThrow(RangeError);
    await expect(source.read(0, 2, new Float32Array(3))).rejects.toThrow(RangeError);
    await source.close();
  });

  it('reads into shared memory', async () => {
    const path = folder.path(`shared${FORMATS[name].extensions[0]}`);
    await writeVectorFile(path, sourceOf(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6)));
    const source = await openVectorFile(path);
    const into = new Float32Array(new SharedArrayBuffer(24), 8, 4);
    await source.read(1, 2, into);
    expect([...into]).toEqual([3, 4, 5, 6]);
    await source.close();
  });

  it('reads blocks larger than its own pieces', async () => {
    const [n, d] = [5000, 300];
    const values = Float32Array.from({ length: n * d }, (_, i) => (i * 7919) % 127);
    const path = folder.path(`large${FORMATS[name].extensions[0]}`);
    await writeVectorFile(path, sourceOf(n, d, values));
    const source = await openVectorFile(path);
    expect(Buffer.compare(Buffer.from((await readAll(source)).buffer), Buffer.from(values.buffer))).toBe(0);
    await source.close();
  });
});
