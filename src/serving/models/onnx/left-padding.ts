/** Prompts of one batch, padded on the left, so that all of them go on at the same place. */
export interface LeftPadded {
  readonly rows: number;
  /** Tokens of the longest prompt. */
  readonly length: number;
  /** Padding before each prompt. */
  readonly padding: readonly number[];
  /** Row-major `rows * length`; padding is token 0, which nothing may look at. */
  readonly tokens: readonly number[];
  /** Row-major `rows * length`; a prompt's own begin with 0. */
  readonly positions: readonly number[];
}

export function leftPadded(prompts: readonly (readonly number[])[]): LeftPadded {
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

/** Where each row stands once it has `all` tokens, padding among them: the position of the last. */
export function lastPositions({ padding }: LeftPadded, all: number): number[] {
  return padding.map((pad) => all - 1 - pad);
}
