import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttentionSample,
  AttentionTable,
} from '../../../../src/scheduling/llm/timing/attention-table.js';

const CHUNKS = [0, 16, 64];
const CONTEXTS = [0, 100, 400];
const DECODES = [0, 1, 8];

/** Linear along every axis, so that interpolation must give it back exactly. */
function linearUs(chunk: number, chunkContext: number, decodes: number, decodeContext: number): number {
  return (
    2 * chunk + (chunk > 0 ? 0.5 * chunkContext : 0) + 3 * decodes + (decodes > 0 ? 0.25 * decodeContext : 0)
  );
}

function grid(us: typeof linearUs): AttentionSample[] {
  return CHUNKS.flatMap((chunk) =>
    (chunk === 0 ? [0] : CONTEXTS).flatMap((chunkContext) =>
      DECODES.filter((decodes) => chunk + decodes > 0).flatMap((decodes) =>
        (decodes === 0 ? [0] : CONTEXTS).map((decodeContext) => ({
          ...{ chunk, chunkContext, decodes, decodeContext },
          us: us(chunk, chunkContext, decodes, decodeContext),
        })),
      ),
    ),
  );
}

const shape = (promptTokens: number, promptContext: number, decodes: number, decodeContext: number) => ({
  ...{ promptTokens, promptContext, decodes, decodeContext, sequences: decodes + 1 },
});

describe('AttentionTable', () => {
  const table = new AttentionTable(grid(linearUs));

  it('gives measured points back', () => {
    for (const { chunk, chunkContext, decodes, decodeContext, us } of grid(linearUs)) {
      expect(table.us(shape(chunk, chunkContext, decodes, decodeContext))).toBeCloseTo(us, 9);
    }
  });

  it('is exact between points of what is linear', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 64 }),
        fc.nat(500),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(500),
        (chunk, chunkContext, decodes, decodeContext) => {
          const us = table.us(shape(chunk, chunkContext, decodes, decodeContext));
          expect(us).toBeCloseTo(linearUs(chunk, chunkContext, decodes, decodeContext), 6);
        },
      ),
    );
  });

  it('takes a prompt that is longer than what was measured as chunks that see those before them', () => {
    const expected = linearUs(64, 10, 3, 200) + linearUs(64, 74, 0, 0) + linearUs(22, 138, 0, 0);
    expect(table.us(shape(150, 10, 3, 200))).toBeCloseTo(expected, 9);
  });

  it('is nothing for nothing', () => expect(table.us(shape(0, 0, 0, 0))).toBe(0));

  it('uses of each chunk what was measured of it', () => {
    // The middle chunk was measured without decodes alone.
    const ragged = grid(linearUs).filter(({ chunk, decodes }) => chunk !== 16 || decodes === 0);
    expect(new AttentionTable(ragged).us(shape(64, 0, 8, 100))).toBeCloseTo(linearUs(64, 0, 8, 100), 9);
  });
});
