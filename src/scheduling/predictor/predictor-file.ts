import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DataError } from '../../errors.js';
import type { ErrorQuantiles } from './error-quantiles.js';
import { featureCount } from './features.js';
import { PREDICTOR_KINDS, type Predictor } from './predictor.js';

/** What a simulation needs of a predictor. */
export interface KeptPredictor {
  /** Whose records it learned from: `all`, or a pair. */
  readonly combination: string;
  readonly predictor: Predictor;
  readonly errors: ErrorQuantiles;
}

const DIMENSIONS = featureCount(2);

const layer = z
  .strictObject({
    inputs: z.int().min(1),
    outputs: z.int().min(1),
    weights: z.array(z.number()),
    bias: z.array(z.number()),
  })
  .refine(
    ({ inputs, outputs, weights, bias }) => weights.length === inputs * outputs && bias.length === outputs,
    {
      error: 'expected inputs x outputs weights and a bias for each output',
    },
  );

const mlp = z.strictObject({ kind: z.literal('mlp'), layers: z.array(layer).min(1) }).refine(fitTogether, {
  error: `expected layers from ${DIMENSIONS} features to 1 latency`,
});

const linear = z.strictObject({
  kind: z.enum(PREDICTOR_KINDS).exclude(['mlp']),
  weights: z.array(z.number()).length(DIMENSIONS),
  intercept: z.number(),
});

const document = z.strictObject({
  format: z.literal('mls-overlap-predictor'),
  version: z.literal(1),
  combination: z.string(),
  errors: z.array(z.number().positive()),
  predictor: z.union([mlp, linear]),
});

function fitTogether({ layers }: { readonly layers: readonly z.infer<typeof layer>[] }): boolean {
  const outputs = layers.map((one) => one.outputs);
  return outputs.at(-1) === 1 && layers.every(({ inputs }, i) => inputs === (outputs[i - 1] ?? DIMENSIONS));
}

/** The text of a file that keeps a predictor. */
export function predictorText({ combination, predictor, errors }: KeptPredictor): string {
  const kept: z.infer<typeof document> = {
    ...{ format: 'mls-overlap-predictor', version: 1, combination, errors: [...errors] },
    predictor:
      predictor.kind === 'mlp'
        ? {
            kind: 'mlp',
            layers: predictor.mlp.layers.map(({ inputs, outputs, weights, bias }) => ({
              ...{ inputs, outputs, weights: Array.from(weights), bias: Array.from(bias) },
            })),
          }
        : {
            kind: predictor.kind,
            weights: Array.from(predictor.linear.weights),
            intercept: predictor.linear.intercept,
          },
  };
  return `${JSON.stringify(kept)}\n`;
}

/** @throws DataError where the file is missing or not what `mls train predictor` writes */
export async function readPredictor(path: string): Promise<KeptPredictor> {
  try {
    const { combination, errors, predictor } = document.parse(JSON.parse(await readFile(path, 'utf8')));
    return { combination, errors, predictor: restored(predictor) };
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError ? z.prettifyError(cause).replaceAll(/\s*\n\s*/g, ' ') : String(cause);
    throw new DataError(
      `expected ${path} to be a predictor that mls train predictor kept in a run's folder, such as mlp-all.json; ${reason}`,
      'predictor',
      { cause },
    );
  }
}

function restored(kept: z.infer<typeof document>['predictor']): Predictor {
  if (kept.kind !== 'mlp') {
    return {
      kind: kept.kind,
      linear: { weights: Float64Array.from(kept.weights), intercept: kept.intercept },
    };
  }
  const layers = kept.layers.map((one) => ({
    ...one,
    weights: Float32Array.from(one.weights),
    bias: Float32Array.from(one.bias),
  }));
  return { kind: 'mlp', mlp: { layers } };
}
