// Distances of one pair of vectors, summed by the lanes of a group. Rows are padded with zeros to a multiple of four.
#pragma once
#include "metric.cuh"

__device__ inline float fused(float a, float b, float c) { return fmaf(a, b, c); }
__device__ inline double fused(double a, double b, double c) { return fma(a, b, c); }
__device__ inline float absolute(float a) { return fabsf(a); }
__device__ inline double absolute(double a) { return fabs(a); }

__device__ inline float4 load4(const float *at) { return *reinterpret_cast<const float4 *>(at); }

template <typename Sum>
struct PairSums {
  Sum sum = 0;
  /* Of cosine alone. */
  Sum xSquares = 0;
  Sum ySquares = 0;
};

template <int METRIC, typename Sum>
__device__ inline void add_term(PairSums<Sum> &sums, float a, float b) {
  const Sum x = a;
  const Sum y = b;
  if (METRIC == L2) sums.sum = fused(x - y, x - y, sums.sum);
  if (METRIC == L1) sums.sum += absolute(x - y);
  if (METRIC == DOT || METRIC == COSINE) sums.sum = fused(x, y, sums.sum);
  if (METRIC == COSINE) {
    sums.xSquares = fused(x, x, sums.xSquares);
    sums.ySquares = fused(y, y, sums.ySquares);
  }
}

template <int METRIC, typename Sum>
__device__ inline void add_terms(PairSums<Sum> &sums, const float4 &x, const float4 &y) {
  add_term<METRIC>(sums, x.x, y.x);
  add_term<METRIC>(sums, x.y, y.y);
  add_term<METRIC>(sums, x.z, y.z);
  add_term<METRIC>(sums, x.w, y.w);
}

/* Gives every lane of a group of `lanes` (a power of two) the group's sum. All 32 lanes of the warp must call it. */
template <typename Sum>
__device__ inline Sum group_sum(Sum value, int lanes) {
  for (int offset = lanes / 2; offset > 0; offset /= 2) value += __shfl_xor_sync(~0u, value, offset);
  return value;
}

template <int METRIC, typename Sum>
__device__ inline void reduce(PairSums<Sum> &sums, int lanes) {
  sums.sum = group_sum(sums.sum, lanes);
  if (METRIC == COSINE) {
    sums.xSquares = group_sum(sums.xSquares, lanes);
    sums.ySquares = group_sum(sums.ySquares, lanes);
  }
}

/* The distance; of l2 its square, which orders rows as well. */
template <int METRIC>
__device__ inline double key_of_sums(const PairSums<double> &sums) {
  if (METRIC == DOT) return -sums.sum + 0.0;
  if (METRIC != COSINE) return sums.sum;
  const double scale = sqrt(sums.xSquares) * sqrt(sums.ySquares);
  return scale == 0 ? 1 : 1 - sums.sum / scale;
}
