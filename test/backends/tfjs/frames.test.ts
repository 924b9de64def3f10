import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import {
  type FramedQueries,
  frameCosineQueries,
  frameDotQueries,
  frameL2Queries,
} from '../../../src/backends/tfjs/kernels/framed-queries.js';
import { frameOf, powerOfTwoScale, writeFramedRows } from '../../../src/backends/tfjs/kernels/framed-rows.js';

/** Queries further out than 10^19 times the spread of the rows overflow; the search then re-ranks everything. */
const float = fc
  .float({ min: -1000, max: 1000, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-3 ? 0 : value));

const vectors = fc.integer({ min: 1, max: 6 }).chain((d) =>
  fc.record({
    d: fc.constant(d),
    rows: fc.array(fc.array(float, { minLength: d, maxLength: d }), { minLength: 1, maxLength: 8 }),
    query: fc.array(float, { minLength: d, maxLength: d }),
    offset: fc.constantFrom(0, 1000),
  }),
);

/** Distances by products in float64, so that what is tested is the algebra of frames. */
function distances(
  framedRows: Float32Array,
  n: number,
  { data, width, slope, offset }: FramedQueries,
): number[] {
  return Array.from({ length: n }, (_, i) => {
    let product = 0;
    for (let j = 0; j < width; j++) product += (framedRows[i * width + j] ?? 0) * (data[j] ?? 0);
    return (slope[0] ?? 0) * product + (offset[0] ?? 0);
  });
}

describe.each([
  ['l2', frameL2Queries],
  ['dot', frameDotQueries],
  ['cosine', frameCosineQueries],
] as const)('framed rows and queries for %s', (metric, frameQueries) => {
  it('lead back to the distances', () => {
    fc.assert(
      fc.property(vectors, ({ d, rows, query, offset }) => {
        const data = Float32Array.from(rows.flat(), (value) => value + offset);
        const asked = Float32Array.from(query, (value) => value + offset);
        const frame = frameOf(data, rows.length, d, metric === 'cosine');
        const framed = new Float32Array(rows.length * (metric === 'l2' ? d + 1 : d));
        writeFramedRows(data, 0, rows.length, frame, metric === 'l2', framed);
        const found = distances(framed, rows.length, frameQueries(asked, 1, frame));
        const exact = rows.map((_, i) => EXACT_DISTANCE[metric](asked, 0, data, i * d, d));
        const largest = Math.max(...[...data, ...asked].map(Math.abs));
        const tolerance = 1e-6 * d * (metric === 'cosine' ? 1 : largest ** 2) + 1e-12;
        found.forEach((value, i) => {
          const distance = exact[i] ?? Number.NaN;
          const expected = metric === 'l2' ? (distance * frame.scale) ** 2 : distance;
          const scaled = metric === 'l2' ? tolerance * frame.scale ** 2 : tolerance;
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(scaled);
        });
      }),
    );
  });
});

describe('the scale of a frame', () => {
  it('is a power of two that brings the largest value near 1', () => {
    fc.assert(
      fc.property(fc.float({ min: 2 ** -120, max: 2 ** 120, noNaN: true }), (largest) => {
        const scale = powerOfTwoScale(largest);
        expect(Number.isInteger(Math.log2(scale))).toBe(true);
        expect(largest * scale).toBeGreaterThanOrEqual(0.7);
        expect(largest * scale).toBeLessThanOrEqual(1.42);
      }),
    );
  });

  it('is 1 where all values are 0', () => {
    expect(powerOfTwoScale(0)).toBe(1);
  });
});
