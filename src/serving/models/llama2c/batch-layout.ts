/** Added to a score of attention: seen, or not. */
const SEEN = 0;
const UNSEEN = -1e9;

/** Prompts of one batch, padded on the left, so that all of them go on at the same place. */
export interface BatchLayout {
  readonly rows: number;
  /** Tokens of the longest prompt. */
  readonly length: number;
  /** Padding before each prompt. */
  readonly padding: readonly number[];
  /** Row-major `rows * length`. */
  readonly tokens: readonly number[];
  /** Row-major `rows * length`; a prompt's own begin with 0. */
  readonly positions: readonly number[];
}

export function layOut(prompts: readonly (readonly number[])[]): BatchLayout {
  const length = Math.max(...prompts.map((prompt) => prompt.length));
  const padding = prompts.map((prompt) => length - prompt.length);
  return {
    rows: prompts.length,
    length,
    padding,
    tokens: prompts.flatMap((prompt, row) => [...Array<number>(padding[row] ?? 0).fill(0), ...prompt]),
    positions: padding.flatMap((pad) => Array.from({ length }, (_, at) => Math.max(0, at - pad))),
  };
}

/** Of a whole prompt: row-major `rows * length * length`, each token seeing those before it and itself, no padding. */
export function promptBias({ rows, length, padding }: BatchLayout): Float32Array {
  const bias = new Float32Array(rows * length * length).fill(UNSEEN);
  padding.forEach((pad, row) => {
    for (let at = 0; at < length; at++) {
      const start = (row * length + at) * length;
      bias.fill(SEEN, start + Math.min(pad, at), start + at + 1);
    }
  });
  return bias;
}

/** Of one more token behind `all - 1`: row-major `rows * all`. */
export function stepBias({ rows, padding }: BatchLayout, all: number): Float32Array {
  const bias = new Float32Array(rows * all);
  padding.forEach((pad, row) => {
    bias.fill(UNSEEN, row * all, row * all + pad);
  });
  return bias;
}
