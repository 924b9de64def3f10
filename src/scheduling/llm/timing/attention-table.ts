import { blend, bracket, curveThrough } from './curve.js';
import type { StepShape } from './step-timing.js';

/** What attention of one layer took for a prompt's chunk beside sequences that generate. */
export interface AttentionSample {
  /** Positions of the chunk; 0: none. */
  readonly chunk: number;
  /** Positions before the chunk. */
  readonly chunkContext: number;
  readonly decodes: number;
  /** Positions before each of them. */
  readonly decodeContext: number;
  readonly us: number;
}

/** Of one size of chunk and one number of decodes: curves over the decodes' context, by the chunk's context. */
interface Plane {
  readonly contexts: readonly number[];
  readonly curves: readonly ((decodeContext: number) => number)[];
}

/**
 * Attention by interpolation along four axes, each chunk on the axes that it was measured on: not all were measured
 * beside the same numbers of decodes and with the same contexts.
 */
export class AttentionTable {
  readonly #planes: Map<number, Map<number, Plane>>;
  readonly #chunks: readonly number[];
  readonly #decodesOf: Map<number, readonly number[]>;

  constructor(samples: readonly AttentionSample[]) {
    const byChunk = grouped(samples, ({ chunk }) => chunk);
    this.#chunks = ascending(byChunk.keys());
    this.#planes = new Map(
      [...byChunk].map(([chunk, ofChunk]) => {
        const byDecodes = grouped(ofChunk, ({ decodes }) => decodes);
        return [chunk, new Map([...byDecodes].map(([decodes, some]) => [decodes, planeOf(some)]))];
      }),
    );
    this.#decodesOf = new Map([...this.#planes].map(([chunk, planes]) => [chunk, ascending(planes.keys())]));
  }

  /** A prompt that is longer than the longest chunk is taken as several chunks, one after another. */
  us(shape: StepShape): number {
    const longest = this.#chunks.at(-1) ?? 0;
    if (shape.promptTokens <= longest) return this.#chunkUs(shape);
    const rest = {
      ...shape,
      promptTokens: shape.promptTokens - longest,
      promptContext: shape.promptContext + longest,
    };
    return (
      this.#chunkUs({ ...shape, promptTokens: longest }) + this.us({ ...rest, decodes: 0, decodeContext: 0 })
    );
  }

  #chunkUs(shape: StepShape): number {
    if (shape.promptTokens + shape.decodes === 0) return 0;
    if (shape.promptTokens === 0) return this.#decodesUs(0, shape);
    const at = bracket(this.#chunks, shape.promptTokens);
    const [below, above] = [this.#chunks[at.below] ?? 0, this.#chunks[at.above] ?? 0];
    // No chunk and no decodes is no attention, which no profile holds.
    const low = below === 0 && shape.decodes === 0 ? 0 : this.#decodesUs(below, shape);
    return Math.max(0, blend(low, this.#decodesUs(above, shape), at.share));
  }

  #decodesUs(chunk: number, { promptContext, decodes, decodeContext }: StepShape): number {
    const measured = this.#decodesOf.get(chunk) ?? [];
    const at = bracket(measured, decodes);
    const [low, high] = [at.below, at.above].map((index) => {
      const plane = this.#planes.get(chunk)?.get(measured[index] ?? 0);
      return plane === undefined ? 0 : onPlane(plane, promptContext, decodeContext);
    });
    return Math.max(0, blend(low ?? 0, high ?? 0, at.share));
  }
}

function planeOf(samples: readonly AttentionSample[]): Plane {
  const byContext = grouped(samples, ({ chunkContext }) => chunkContext);
  const contexts = ascending(byContext.keys());
  const curves = contexts.map((context) => {
    const knots = (byContext.get(context) ?? []).map(({ decodeContext, us }) => ({
      x: decodeContext,
      y: us,
    }));
    return curveThrough(knots.sort((one, other) => one.x - other.x));
  });
  return { contexts, curves };
}

function onPlane({ contexts, curves }: Plane, chunkContext: number, decodeContext: number): number {
  const at = bracket(contexts, chunkContext);
  const us = (index: number) => curves[index]?.(decodeContext) ?? 0;
  return Math.max(0, blend(us(at.below), us(at.above), at.share));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function ascending(values: Iterable<number>): number[] {
  return [...values].sort((one, other) => one - other);
}
