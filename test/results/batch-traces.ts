import type { BatchTrace } from '../../src/results/batch-trace.js';

/** Three GPUs, the third of which fails, and two models; requests arrive one a millisecond. */
export const TWO_MODELS: BatchTrace = {
  cellId: 'symphony-1000',
  label: 'symphony 1000/s',
  gpus: 3,
  models: ['resnet50', 'vgg19'],
  fromMs: 1000,
  isCut: true,
  batches: [
    traced(1, 1, 4, 1000, 1010, 1012),
    traced(0, 0, 12, 1000, 1020, 1024),
    traced(2, 0, 3, 1006, 1020, 1024, true),
    traced(1, 0, 5, 1010, 1022, 1028),
    traced(0, 0, 8, 1020, 1036, 1040),
    traced(1, 1, 16, 1030, 1052, 1060),
    traced(0, 0, 1, 1036, 1044, 1060),
  ],
};

function traced(
  gpu: number,
  model: number,
  size: number,
  startMs: number,
  endMs: number,
  arrived: number,
  isLost = false,
): BatchTrace['batches'][number] {
  const counts = { arrived, good: arrived - 30, late: 2, dropped: 1 };
  return { gpu, model, size, startMs, endMs, isLost, counts };
}
