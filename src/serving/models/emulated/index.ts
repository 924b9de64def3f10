import type { Model } from '../model.js';
import { emulatedGenerator } from './emulated-generator.js';
import { hashingEmbedder } from './hashing-embedder.js';
import { PUBLISHED_PROFILE } from './latency-profile.js';

export const model: Model = {
  name: 'emulated',
  summary: 'no model: takes the time of a latency profile; retrieval is real, by hashed words',
  async probe() {
    return { state: 'available' };
  },
  async open({ spec, instances }) {
    return {
      label: 'emulated',
      embedder: hashingEmbedder(),
      generator: emulatedGenerator(spec.emulated ?? PUBLISHED_PROFILE, instances),
    };
  },
};
