import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LegacyRandomState } from '../../../src/datasets/numpy-legacy/random-state.js';

function sha256(values: Float32Array | Float64Array | Int32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}

const rand = (state: LegacyRandomState, count: number) => {
  const values = new Float64Array(count);
  state.rand(values);
  return values;
};
const rand32 = (state: LegacyRandomState, count: number) => {
  const values = new Float32Array(count);
  state.rand(values);
  return values;
};
const randn32 = (state: LegacyRandomState, count: number) => {
  const values = new Float32Array(count);
  state.randn(values);
  return values;
};

// All expected values were printed by NumPy 1.24.2 and 2.4.6, which agree.
describe('the legacy generator of NumPy', () => {
  it('gives the same bits call after call', () => {
    const state = new LegacyRandomState(1967);
    expect(sha256(rand(state, 100_003))).toBe(
      '66012ebcc33c3124e68ee384b5a6b50a36a7f7a3cc087a7d9e166d64bd2ddbf5',
    );
    expect(sha256(randn32(state, 100_001))).toBe(
      '0e52e554ff0a8573c39b940dde53e01ad3682d5d4fedd303416894f9726a6e22',
    );
    expect(sha256(state.permutation(10_000))).toBe(
      'd7ba4df8e09a2120a8f4d71bc6e7b5593620174f03326947d11f0a81d87c1e27',
    );
    expect(sha256(rand32(state, 777))).toBe(
      '8912f01c311ce7fb1087809f7d1542cf73685371fac32e4704cc90e16383a2bb',
    );
    expect([...state.choice(1000, 8)]).toEqual([104, 548, 958, 438, 458, 213, 176, 3]);
    expect([...randn32(state, 3)]).toEqual([1.17107355594635, -0.3058059811592102, -0.16329114139080048]);
    expect(state.random()).toBe(0.9749049338067128);
    expect([...randn32(state, 1)]).toEqual([0.45697975158691406]);
  });

  it.each([
    [
      0,
      [0.5488135039273248, 0.7151893663724195, 0.6027633760716439],
      [-2.2683281898498535, 1.3335453271865845, -0.8427240252494812],
      [3, 5, 1, 2, 4, 7, 0, 6],
    ],
    [
      42,
      [0.3745401188473625, 0.9507143064099162, 0.7319939418114051],
      [-1.1118800640106201, 0.3189021944999695, 0.2790412902832031],
      [0, 6, 3, 1, 4, 5, 2, 7],
    ],
    [
      4294967295,
      [0.0976320289940138, 0.9123828453026218, 0.78903530185164],
      [0.081303671002388, 0.4096851348876953, 0.31595808267593384],
      [3, 2, 0, 4, 7, 1, 5, 6],
    ],
  ])('starts from seed %i', (seed, uniform, normal, permutation) => {
    const state = new LegacyRandomState(seed);
    expect([...rand(state, 3)]).toEqual(uniform);
    expect([...randn32(state, 3)]).toEqual(normal);
    expect([...state.permutation(8)]).toEqual(permutation);
  });

  it('refuses what NumPy refuses as a seed, and more numbers than there are', () => {
    for (const seed of [-1, 2 ** 32, 1.5, Number.NaN])
      expect(() => new LegacyRandomState(seed)).toThrow(RangeError);
    expect(() => new LegacyRandomState(1).choice(3, 4)).toThrow(RangeError);
  });

  it('gives the same numbers in one call or many, of any sizes', () => {
    const sizes = [1, 2, 3, 311, 312, 313, 1, 2497, 5, 10_000, 7];
    const total = sizes.reduce((sum, size) => sum + size, 0);
    for (const draw of ['rand', 'randn'] as const) {
      const whole = new Float64Array(total);
      new LegacyRandomState(3)[draw](whole);
      const parts = new Float64Array(total);
      const state = new LegacyRandomState(3);
      let at = 0;
      for (const size of sizes) {
        state[draw](parts.subarray(at, at + size));
        at += size;
      }
      expect(parts).toEqual(whole);
    }
  });

  it.each([
    0, 1, 2, 7, 311, 312, 624, 625, 100_000, 100_001,
  ])('skips %i numbers as if they were drawn', (count) => {
    for (const [draw, skip] of [
      ['rand', 'skipRand'],
      ['randn', 'skipRandn'],
    ] as const) {
      const drawn = new LegacyRandomState(9);
      drawn[draw](new Float64Array(3));
      drawn[draw](new Float64Array(count));
      const skipped = new LegacyRandomState(9);
      skipped[draw](new Float64Array(3));
      skipped[skip](count);
      expect(randn32(skipped, 5)).toEqual(randn32(drawn, 5));
      expect(skipped.random()).toBe(drawn.random());
    }
  });

  it('goes on from a saved state, spare number included', () => {
    const state = new LegacyRandomState(5);
    randn32(state, 3);
    const saved = state.save();
    const once = [...randn32(state, 1000), ...rand(state, 10)];
    state.restore(saved);
    expect([...randn32(state, 1000), ...rand(state, 10)]).toEqual(once);
  });

  it('draws whole numbers only as far as is needed after an odd number of words', () => {
    const state = new LegacyRandomState(11);
    state.permutation(4);
    const one = new LegacyRandomState(11);
    one.permutation(4);
    const bulk = rand(state, 2000);
    expect([...bulk]).toEqual(Array.from({ length: 2000 }, () => one.random()));
  });
});
