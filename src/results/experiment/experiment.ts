import { z } from 'zod';

/** `quick` is small enough for continuous integration; `full` is the size the figures were published at. */
export const SIZES = ['quick', 'full'] as const;
export type Size = (typeof SIZES)[number];

/** Which figures a run is held against: all, or those of a paper alone. */
export const CHECKED = ['all', 'paper'] as const;
export type Checked = (typeof CHECKED)[number];

const word = z.union([z.string(), z.number()]);

/** Flags of the suite's own command without their dashes; a list stands for a comma-separated value. */
const grid = z.record(z.string(), z.union([word, z.boolean(), z.array(word)]));

/** A figure that the rows which fit `where` should show in `column`. */
export const expectation = z.strictObject({
  name: z.string(),
  /** Of which size it is; `any` where both are the same. */
  size: z.enum([...SIZES, 'any']),
  /** `published`: by the source; `golden`: computed by this project, so that a change is noticed. */
  origin: z.enum(['published', 'golden']),
  /** Where in the literature it stands; by default the source of the experiment. */
  source: z.string().optional(),
  where: z.record(z.string(), word),
  column: z.string(),
  value: z.union([z.number(), z.array(z.int())]),
  unit: z.string().default(''),
  /** How a figure is held against the value; a list is always held as a list. */
  bound: z.enum(['equal', 'at-least', 'at-most']).default('equal'),
  /** Relative difference that still passes. */
  tolerance: z.number().min(0).default(0),
  /** Relative difference that is still near; at least the tolerance. */
  near: z.number().min(0).optional(),
  /** Where the two cannot be compared: why. */
  notComparable: z.string().optional(),
});

/** A declared experiment: a question, what to run, and what should come out. */
export const experiment = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits and dashes'),
  question: z.string(),
  source: z.string(),
  suite: z.string(),
  quick: grid,
  full: grid,
  expected: z.array(expectation).min(1),
  /** What a reader of the figures should know of the source, such as where it contradicts itself. */
  notes: z.array(z.string()).default([]),
});

export type Expectation = z.infer<typeof expectation>;
export type Experiment = z.infer<typeof experiment>;
