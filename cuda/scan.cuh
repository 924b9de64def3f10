// One query against all rows: bound by memory, so that each row is read once and direct differences cost nothing.
#pragma once
#include "metric.cuh"
#include "pair-sums.cuh"

/* Rows a group of lanes sums at once, for as many loads to be under way. */
constexpr int ROWS_AT_ONCE = 4;

template <int METRIC, typename Sum>
__device__ inline void sum_rows(const float *rows, size_t first, size_t end, int stride, const float *query, int lanes,
                                PairSums<Sum> (&sums)[ROWS_AT_ONCE]) {
  const int lane = threadIdx.x % lanes;
  for (int c = lane * 4; c < stride; c += lanes * 4) {
    const float4 x = load4(query + c);
#pragma unroll
    for (int r = 0; r < ROWS_AT_ONCE; r++) {
      // Beyond the end the last row is summed again, and not written.
      const size_t row = first + r < end ? first + r : end - 1;
      add_terms<METRIC>(sums[r], x, load4(rows + row * stride + c));
    }
  }
#pragma unroll
  for (int r = 0; r < ROWS_AT_ONCE; r++) reduce<METRIC>(sums[r], lanes);
}

template <int METRIC>
__device__ inline void scan_singles(const float *rows, size_t first, size_t end, int stride, const float *query,
                                    int lanes, float scale, const float *terms, float *out) {
  PairSums<float> sums[ROWS_AT_ONCE];
  sum_rows<METRIC>(rows, first, end, stride, query, lanes, sums);
  if (threadIdx.x % lanes != 0) return;
  for (int r = 0; r < ROWS_AT_ONCE && first + r < end; r++) {
    const float sum = sums[r].sum;
    const float term = terms == nullptr ? 1.0f : terms[first + r];
    out[first + r] = METRIC == DOT ? -(sum * scale * term) + 0.0f : sum;
  }
}

template <int METRIC>
__device__ inline void scan_doubles(const float *rows, size_t first, size_t end, int stride, const float *query,
                                    int lanes, double *out) {
  PairSums<double> sums[ROWS_AT_ONCE];
  sum_rows<METRIC>(rows, first, end, stride, query, lanes, sums);
  if (threadIdx.x % lanes != 0) return;
  for (int r = 0; r < ROWS_AT_ONCE && first + r < end; r++) out[first + r] = key_of_sums<METRIC>(sums[r]);
}

/* The first row of the calling thread's group. */
__device__ inline size_t first_of_group(int begin, int lanes) {
  const size_t group = (size_t)blockIdx.x * (blockDim.x / lanes) + threadIdx.x / lanes;
  return begin + group * ROWS_AT_ONCE;
}

/*
 * Keys of rows begin .. end for query blockIdx.y into its line of `keys`, `n` floats long; `lanes` of a warp, a power
 * of two, share a row. Keys of l2 are squared distances by direct differences.
 */
extern "C" __global__ void __launch_bounds__(256)
    scan_f32(const float *__restrict__ rows, int begin, int end, int n, int stride, int metric, int lanes,
             const float *__restrict__ terms, const float *__restrict__ queries,
             const float *__restrict__ queryTerms, float *__restrict__ keys) {
  const size_t first = first_of_group(begin, lanes);
  const float *query = queries + (size_t)blockIdx.y * stride;
  float *out = keys + (size_t)blockIdx.y * n;
  if (metric == L2) scan_singles<L2>(rows, first, end, stride, query, lanes, 1, nullptr, out);
  else if (metric == L1) scan_singles<L1>(rows, first, end, stride, query, lanes, 1, nullptr, out);
  else if (metric == DOT) scan_singles<DOT>(rows, first, end, stride, query, lanes, 1, nullptr, out);
  else scan_singles<DOT>(rows, first, end, stride, query, lanes, queryTerms[blockIdx.y], terms, out);
}

/* As scan_f32 in float64 throughout, for queries whose float32 keys leave a doubt: `queryNumbers` names them. */
extern "C" __global__ void __launch_bounds__(256)
    scan_f64(const float *__restrict__ rows, int n, int stride, int metric, int lanes,
             const float *__restrict__ queries, const int *__restrict__ queryNumbers, double *__restrict__ keys) {
  const size_t first = first_of_group(0, lanes);
  const float *query = queries + (size_t)queryNumbers[blockIdx.y] * stride;
  double *out = keys + (size_t)blockIdx.y * n;
  if (metric == L2) scan_doubles<L2>(rows, first, n, stride, query, lanes, out);
  else if (metric == L1) scan_doubles<L1>(rows, first, n, stride, query, lanes, out);
  else if (metric == DOT) scan_doubles<DOT>(rows, first, n, stride, query, lanes, out);
  else scan_doubles<COSINE>(rows, first, n, stride, query, lanes, out);
}
