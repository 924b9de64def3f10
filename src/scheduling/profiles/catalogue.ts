import { ASSUMED_MAX_BATCH } from './assumed-max-batch.js';
import { linearProfile } from './linear-profile.js';
import type { NamedProfile } from './named-profile.js';
import { tableProfile } from './table-profile.js';

/** A profile that the literature published, and where. */
export interface CatalogueProfile extends NamedProfile {
  readonly source: string;
}

const SYMPHONY =
  'Chen et al., Symphony: Optimized DNN Model Serving using Deferred Batch Scheduling, arXiv 2308.07470';
const NEXUS_EMULATOR = 'the example configurations of the emulator that was released with Symphony';
const CLOCKWORK = 'Gujarati et al., Serving DNNs like Clockwork, OSDI 2020, appendix: models on a V100';

export const CATALOGUE: readonly CatalogueProfile[] = [
  {
    name: 'resnet50',
    source: `${SYMPHONY}: ResNet50 on a GTX 1080 Ti`,
    latency: linearProfile(1.053, 5.072, ASSUMED_MAX_BATCH),
  },
  {
    name: 'inception-resnet-v2',
    source: `${SYMPHONY}: InceptionResNetV2 on a GTX 1080 Ti`,
    latency: linearProfile(5.09, 18.368, ASSUMED_MAX_BATCH),
  },
  {
    name: 'emulator-large',
    source: `${NEXUS_EMULATOR}: sleep#6817,23431`,
    latency: linearProfile(6.817, 23.431, ASSUMED_MAX_BATCH),
  },
  {
    name: 'clockwork-zoo/resnet50_v2',
    source: `${CLOCKWORK}: resnet50_v2`,
    latency: tableProfile([
      { batch: 1, ms: 2.73 },
      { batch: 2, ms: 4.05 },
      { batch: 4, ms: 5.87 },
      { batch: 8, ms: 9.93 },
      { batch: 16, ms: 17.3 },
    ]),
    weights: { bytes: 102_200_000, transferMs: 8.32 },
  },
];
