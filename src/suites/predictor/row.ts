import { z } from 'zod';
import { CHECKS, STATUSES } from '../../results/status.js';
import { PREDICTOR_KINDS } from '../../scheduling/predictor/predictor.js';

const figure = z.number().nullable();

export const predictorRow = z.strictObject({
  suite: z.literal('predictor'),
  /** A pair such as `resnet50_bert`, or `all` for the records of all pairs as one. */
  combination: z.string(),
  predictor: z.enum(PREDICTOR_KINDS),
  /** Of the perceptron. */
  epochs: z.int().nullable(),
  seed: z.int(),
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  /** Records. */
  trainedWith: z.int().nullable(),
  testedWith: z.int().nullable(),
  maeMs: figure,
  publishedMaeMs: figure,
  mapePercent: figure,
  publishedMapePercent: figure,
  /** How far the two are from one another, in percentage points. */
  mapePoints: figure,
  /** With the slots of the two models exchanged. */
  swappedMapePercent: figure,
  check: z.enum(CHECKS),
});
