const BASE = 10_000;

export interface RotaryTables {
  /** Row-major `positions * headSize`. */
  readonly cos: Float32Array;
  readonly sin: Float32Array;
  /** Row-major `headSize * headSize`: from the right it turns each pair (a, b) of a row into (-b, a). */
  readonly turn: Float32Array;
}

/**
 * Rotary position embedding (Su et al., 2021) of neighbouring pairs, as llama2.c has it: pair i of position p is turned
 * by the angle `p / 10000^(2i / headSize)`, which is `x * cos + (x turn) * sin`.
 */
export function rotaryTables(positions: number, headSize: number): RotaryTables {
  const cos = new Float32Array(positions * headSize);
  const sin = new Float32Array(positions * headSize);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < headSize; i++) {
      const angle = position / BASE ** ((i - (i % 2)) / headSize);
      cos[position * headSize + i] = Math.cos(angle);
      sin[position * headSize + i] = Math.sin(angle);
    }
  }
  const turn = new Float32Array(headSize * headSize);
  for (let even = 0; even < headSize; even += 2) {
    turn[even * headSize + even + 1] = 1;
    turn[(even + 1) * headSize + even] = -1;
  }
  return { cos, sin, turn };
}
