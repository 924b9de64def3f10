import type { PredictorKind } from './predictor.js';

/** Milliseconds, and per cent of what was measured. */
export type PublishedError = readonly [maeMs: number, mapePercent: number];

/**
 * Errors that Abacus published for its A100, of one training each with a split that was not seeded. Its second training
 * for all pairs has 0.6637 ms and 5.72 %.
 */
const PUBLISHED: Readonly<Record<string, Readonly<Record<PredictorKind, PublishedError>>>> = {
  resnet50_resnet101: { mlp: [0.7629, 5.94], linear: [1.8347, 15.01], svr: [1.8198, 16.02] },
  resnet50_resnet152: { mlp: [0.8202, 6.16], linear: [1.9708, 16.38], svr: [1.7704, 12.98] },
  resnet50_inception_v3: { mlp: [0.4709, 4.3], linear: [1.5991, 16.07], svr: [1.4899, 18.87] },
  resnet50_vgg16: { mlp: [0.5187, 5.26], linear: [2.9883, 36.39], svr: [2.7244, 35.93] },
  resnet50_vgg19: { mlp: [0.7708, 7.53], linear: [3.3359, 39.51], svr: [3.3567, 35.38] },
  resnet50_bert: { mlp: [0.3943, 4.19], linear: [1.1922, 14.66], svr: [1.0698, 16.48] },
  resnet101_resnet152: { mlp: [0.6691, 3.39], linear: [2.5954, 15.54], svr: [2.825, 16.41] },
  resnet101_inception_v3: { mlp: [0.5438, 3.51], linear: [2.5226, 18.32], svr: [2.284, 22.14] },
  resnet101_vgg16: { mlp: [0.6982, 5.73], linear: [3.3493, 24.17], svr: [3.1071, 26.6] },
  resnet101_vgg19: { mlp: [0.7003, 4.98], linear: [3.5334, 29.79], svr: [3.2685, 21.55] },
  resnet101_bert: { mlp: [0.282, 2.26], linear: [1.3194, 11.55], svr: [1.2881, 12.7] },
  resnet152_inception_v3: { mlp: [0.6387, 3.52], linear: [2.5421, 16.88], svr: [2.222, 16.4] },
  resnet152_vgg16: { mlp: [1.4667, 10.25], linear: [3.1061, 21.02], svr: [2.7874, 15.92] },
  resnet152_vgg19: { mlp: [1.3233, 5.99], linear: [3.6014, 22.33], svr: [3.4411, 19.59] },
  resnet152_bert: { mlp: [0.5585, 5.7], linear: [1.5075, 11.65], svr: [1.4067, 12.39] },
  inception_v3_vgg16: { mlp: [0.6296, 8.27], linear: [2.9897, 28.74], svr: [2.8077, 23.58] },
  inception_v3_vgg19: { mlp: [0.5815, 5.19], linear: [3.1139, 30.1], svr: [2.9356, 22.06] },
  inception_v3_bert: { mlp: [0.3058, 2.51], linear: [1.2332, 12.08], svr: [1.1375, 12.04] },
  vgg16_vgg19: { mlp: [1.1844, 11.97], linear: [4.0774, 46.97], svr: [3.8374, 37.22] },
  vgg16_bert: { mlp: [0.4574, 4.76], linear: [2.914, 33.54], svr: [2.6693, 24.53] },
  vgg19_bert: { mlp: [0.4998, 4.76], linear: [3.2165, 32.99], svr: [3.0383, 25.79] },
  all: { mlp: [0.677, 5.95], linear: [3.3903, 30.59], svr: [3.3772, 29.24] },
};

/** @returns undefined where none was published */
export function publishedError(combination: string, kind: PredictorKind): PublishedError | undefined {
  return PUBLISHED[combination]?.[kind];
}
