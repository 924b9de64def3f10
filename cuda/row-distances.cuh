// The distance of each row of one matrix to the same row of another.
#pragma once
#include "pair-sums.cuh"

template <int METRIC>
__device__ inline double pair_key(const float *x, const float *y, int stride) {
  PairSums<double> sums;
  for (int c = (threadIdx.x & 31) * 4; c < stride; c += 128) add_terms<METRIC>(sums, load4(x + c), load4(y + c));
  reduce<METRIC>(sums, 32);
  return key_of_sums<METRIC>(sums);
}

/* Float64 sums: both matrices are read once, and that is what takes the time. A warp takes a row. */
extern "C" __global__ void __launch_bounds__(256)
    row_distances(const float *__restrict__ x, const float *__restrict__ y, int n, int stride, int metric,
                  float *__restrict__ out) {
  const size_t row = ((size_t)blockIdx.x * blockDim.x + threadIdx.x) / 32;
  const size_t at = (row < (size_t)n ? row : (size_t)n - 1) * stride;
  double distance;
  if (metric == L2) distance = sqrt(pair_key<L2>(x + at, y + at, stride));
  else if (metric == COSINE) distance = pair_key<COSINE>(x + at, y + at, stride);
  else if (metric == DOT) distance = pair_key<DOT>(x + at, y + at, stride);
  else distance = pair_key<L1>(x + at, y + at, stride);
  if ((threadIdx.x & 31) == 0 && row < (size_t)n) out[row] = (float)distance;
}
