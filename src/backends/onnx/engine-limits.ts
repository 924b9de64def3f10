import { workingBytes } from '../shared/engine-memory.js';
import type { EngineName } from './engine-names.js';

/** Sizes that work is cut to, in bytes of float32. */
export interface EngineLimits {
  /** Most bytes of framed rows in a block. */
  readonly blockBytes: number;
  /** Most bytes of scores at once. */
  readonly scoreBytes: number;
  /** Most bytes of differences at once, of which L1 has the terms of every score. */
  readonly differenceBytes: number;
  readonly place: 'host' | 'device';
  /** The use of a block at which its rows become a session's constant: `never` where memory does not allow it. */
  readonly constantRows: 'at first use' | 'never';
}

/** A model is one message of protocol buffers, which ends at 2 GiB; the rest of it is small. */
const MOST_MODEL_BYTES = 2 ** 31 - 2 ** 16;

const HOST: EngineLimits = {
  blockBytes: MOST_MODEL_BYTES,
  // Enough for 256 queries of 65,536 rows; an index lends 256 MiB to all of its labelling.
  scoreBytes: 2 ** 26,
  // A second-level cache's share: Sub, Abs and ReduceSum each go over the differences once.
  differenceBytes: 2 ** 19,
  place: 'host',
  constantRows: 'at first use',
};

/** What a binding of WebGPU may hold on every device. */
const WEBGPU_BINDING_BYTES = 2 ** 27;

const LIMITS: Readonly<Record<EngineName, EngineLimits>> = {
  cpu: HOST,
  webgpu: {
    ...HOST,
    place: 'device',
    blockBytes: WEBGPU_BINDING_BYTES,
    scoreBytes: WEBGPU_BINDING_BYTES,
    differenceBytes: WEBGPU_BINDING_BYTES,
  },
  cuda: { ...HOST, place: 'device', scoreBytes: 2 ** 29, differenceBytes: 2 ** 28 },
};

/** Scores of a run, and what the caller makes of them. */
const COPIES = 2;

/** Bytes of the host that work in progress takes at most. */
export function hostWorkingBytes({ place, scoreBytes, differenceBytes }: EngineLimits): number {
  return place === 'host' ? COPIES * Math.max(scoreBytes, differenceBytes) : 0;
}

/** The limits of an engine, within a budget of the host's memory where there is one. */
export function limitsOf(engine: EngineName, memoryBytes: number | undefined): EngineLimits {
  const limits = LIMITS[engine];
  if (memoryBytes === undefined || limits.place === 'device') return limits;
  const most = Math.floor(workingBytes(hostWorkingBytes(limits), memoryBytes) / COPIES);
  return {
    ...limits,
    scoreBytes: Math.min(limits.scoreBytes, most),
    differenceBytes: Math.min(limits.differenceBytes, most),
    // While a session is made its rows are held four times: framed, in the model, as it is parsed, and packed. Under a
    // budget rows are an input, held once, and may be the rows of a block that is never asked again.
    constantRows: 'never',
  };
}
