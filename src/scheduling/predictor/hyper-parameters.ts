/** How Abacus trained a predictor on its A100. */
export interface HyperParameters {
  /** Of learning, at the beginning; it falls to 0 along half a cosine. */
  readonly rate: number;
  readonly epochs: number;
  readonly batch: number;
}

/** The name under which the records of all pairs are one. */
export const ALL = 'all';

const FOR_ALL: HyperParameters = { rate: 0.001, epochs: 250, batch: 128 };
const FOR_A_PAIR: HyperParameters = { rate: 0.001, epochs: 100, batch: 8 };
const EXCEPTIONS: Readonly<Record<string, HyperParameters>> = {
  vgg16_vgg19: { ...FOR_A_PAIR, epochs: 200 },
};

export function hyperParametersOf(combination: string): HyperParameters {
  if (combination === ALL) return FOR_ALL;
  return EXCEPTIONS[combination] ?? FOR_A_PAIR;
}
