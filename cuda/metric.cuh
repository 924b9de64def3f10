// Numbers of the metrics, as src/backends/cuda/metric-numbers.ts has them.
#pragma once

constexpr int L2 = 0;
constexpr int COSINE = 1;
constexpr int DOT = 2;
constexpr int L1 = 3;

/*
 * What a row's norm is needed for: its square for l2, its inverse for cosine (0 for a row of zeros, whose cosine is
 * taken as 0). Other metrics have no terms, and pass null.
 */
__device__ inline float term_at(const float *terms, size_t at) { return terms == nullptr ? 0.0f : terms[at]; }

/*
 * What orders rows for one query, from their inner product (of l1: from the sum of absolute differences), is one
 * fused multiply-add for every metric: sum * multiplier * factor + addend. The l2 key lacks |x|^2, which is the same for
 * all rows: one rounding less. Adding zero turns -0 into +0, as both must have one place in the order.
 */
struct RowPart {
  float factor;
  float addend;
};

__device__ inline float query_multiplier(int metric, float queryTerm) {
  if (metric == L2) return -2;
  if (metric == COSINE) return -queryTerm;
  return metric == DOT ? -1 : 1;
}

__device__ inline RowPart row_part(int metric, float rowTerm) {
  if (metric == L2) return {1, rowTerm};
  return {metric == COSINE ? rowTerm : 1, 0};
}

__device__ inline float key_of(float sum, float multiplier, const RowPart &row) {
  return fmaf(sum * multiplier, row.factor, row.addend);
}
