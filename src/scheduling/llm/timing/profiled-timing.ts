import { DataError } from '../../../errors.js';
import { AttentionTable } from './attention-table.js';
import { curveThrough, type Knot } from './curve.js';
import { BLOCK_LAYERS, OUTER_LAYERS, SEQUENCE_LAYERS } from './decoder-layers.js';
import type { LayerProfile } from './layer-profile.js';
import { stepShape } from './step-shape.js';
import type { StepTiming } from './step-timing.js';

const US_PER_MS = 1000;

/**
 * A pass as the sum of its layers: embedding, `blocks` times (norms, projections, attention, feed-forward), the last
 * norm, and the head and the sampler for each sequence. Prompts of one pass are taken as one prompt of their positions
 * together, since that is what is in a profile.
 * @throws DataError that names a layer which the profile lacks
 */
export function profiledTiming(profile: LayerProfile, blocks: number): StepTiming {
  const attention = new AttentionTable(profile.attention);
  const inBlock = Object.entries(BLOCK_LAYERS).map(([layer, times]) => ({
    times,
    us: curveOf(profile.dense, layer, 'dense'),
  }));
  const outer = OUTER_LAYERS.map((layer) => curveOf(profile.dense, layer, 'dense'));
  const heads = SEQUENCE_LAYERS.map((layer) => curveOf(profile.perSequence, layer, 'per_sequence'));
  return {
    stepMs(slices) {
      const shape = stepShape(slices);
      const tokens = shape.promptTokens + shape.decodes;
      const block = inBlock.reduce((us, layer) => us + layer.times * layer.us(tokens), attention.us(shape));
      const outside = outer.reduce((us, layer) => us + layer(tokens), 0);
      const ends = heads.reduce((us, layer) => us + layer(shape.sequences), 0);
      return (blocks * block + outside + ends) / US_PER_MS;
    },
  };
}

function curveOf(layers: ReadonlyMap<string, readonly Knot[]>, layer: string, file: string) {
  const knots = layers.get(layer);
  if (knots === undefined) {
    const got = [...layers.keys()].join(', ');
    throw new DataError(`expected the layer ${layer} in ${file}.csv of the profile; got ${got}`, 'profile');
  }
  return curveThrough(knots);
}
