import type { InferenceSession } from 'onnxruntime-node';
import { DataError } from '../../../../errors.js';
import type { ModelConfig } from '../model-config.js';

/** Keys or values of one layer: an input, and the output that hands it back longer. */
export interface CachePort {
  readonly past: string;
  readonly present: string;
  readonly heads: number;
  readonly headSize: number;
}

/** What a decoder's graph takes. */
export interface DecoderPorts {
  /** None in a graph for the first pass alone. */
  readonly caches: readonly CachePort[];
  readonly takesMask: boolean;
  readonly takesPositions: boolean;
  /** Of a merged graph: whether it is to read caches, or is at the first pass. */
  readonly takesBranch: boolean;
}

const PAST = 'past_key_values.';
const PRESENT = 'present.';
const OTHERS = ['input_ids', 'attention_mask', 'position_ids', 'use_cache_branch'];

/** @throws DataError for a graph that takes what no generation here can give it, or hands back no keys and values */
export function decoderPorts(path: string, session: InferenceSession, config: ModelConfig): DecoderPorts {
  const wrong = (got: string): DataError =>
    new DataError(`expected ${path} to be a decoder with keys and values kept; got ${got}`, 'model-folder');
  const outputs = new Set(session.outputNames);
  if (!outputs.has('logits')) throw wrong(`one with the outputs ${session.outputNames.join(', ')}`);
  const caches: CachePort[] = [];
  for (const input of session.inputMetadata) {
    if (!input.name.startsWith(PAST)) {
      if (!OTHERS.includes(input.name)) throw wrong(`one that also takes ${input.name}`);
      continue;
    }
    const present = PRESENT + input.name.slice(PAST.length);
    if (!outputs.has(present)) throw wrong(`one that does not hand back ${present}`);
    if (!input.isTensor || input.type !== 'float32') {
      throw wrong(`one whose ${input.name} is ${input.isTensor ? input.type : 'no tensor'}, not float32`);
    }
    const [, heads = config.keyHeads, , headSize = config.headSize, ...more] = input.shape.map((size) =>
      typeof size === 'number' && size > 0 ? size : undefined,
    );
    if (heads === undefined || headSize === undefined || input.shape.length !== 4 || more.length > 0) {
      throw wrong(`one whose ${input.name} has the shape ${input.shape.join(' x ')}`);
    }
    caches.push({ past: input.name, present, heads, headSize });
  }
  const takes = (name: string): boolean => session.inputNames.includes(name);
  return {
    caches,
    takesMask: takes('attention_mask'),
    takesPositions: takes('position_ids'),
    takesBranch: takes('use_cache_branch'),
  };
}
