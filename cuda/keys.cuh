// All keys of queries to rows, and what distances they stand for.
#pragma once
#include "tile.cuh"

struct KeysRequest {
  const float *rows;
  int begin, end, n, stride, metric;
  const float *terms;
  const float *queries;
  int queryCount;
  const float *queryTerms;
  float *keys;
};

/* Block (x, y) takes rows 128 x .. of begin .. end and tile y of the queries; `keys` has `n` floats for each query. */
template <bool MANHATTAN, int QUERIES_EACH>
__device__ inline void all_keys(const KeysRequest &request) {
  __shared__ Tile<QUERIES_EACH> tile;
  const size_t firstRow = request.begin + (size_t)blockIdx.x * TILE_ROWS;
  const int firstQuery = blockIdx.y * TILE_QUERIES<QUERIES_EACH>;
  float sums[ROWS_EACH][QUERIES_EACH];
  tile_sums<MANHATTAN, QUERIES_EACH>(tile, {request.rows, firstRow, (size_t)request.end},
                                     {request.queries, (size_t)firstQuery, (size_t)request.queryCount},
                                     request.stride, sums);
#pragma unroll
  for (int r = 0; r < ROWS_EACH; r++) {
    const size_t row = firstRow + row_in_tile(r);
    if (row >= (size_t)request.end) continue;
    const RowPart part = row_part(request.metric, term_at(request.terms, row));
#pragma unroll
    for (int j = 0; j < QUERIES_EACH; j++) {
      const int q = firstQuery + query_in_tile<QUERIES_EACH>(j);
      if (q >= request.queryCount) continue;
      const float multiplier = query_multiplier(request.metric, term_at(request.queryTerms, q));
      request.keys[(size_t)q * request.n + row] = key_of(sums[r][j], multiplier, part);
    }
  }
}

#define KEYS_KERNEL(NAME, MANHATTAN, QUERIES_EACH)                                                                   \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                               \
      NAME(const float *__restrict__ rows, int begin, int end, int n, int stride, int metric,                         \
           const float *__restrict__ terms, const float *__restrict__ queries, int queryCount,                        \
           const float *__restrict__ queryTerms, float *__restrict__ keys) {                                          \
    all_keys<MANHATTAN, QUERIES_EACH>(                                                                                \
        {rows, begin, end, n, stride, metric, terms, queries, queryCount, queryTerms, keys});                         \
  }

KEYS_KERNEL(keys_product_128, false, 8)
KEYS_KERNEL(keys_product_32, false, 2)
KEYS_KERNEL(keys_l1_128, true, 8)
KEYS_KERNEL(keys_l1_32, true, 2)

/* One pair by direct differences in float64, by a single thread: for the few that float32 cannot tell apart. */
template <int METRIC>
__device__ inline double lone_key(const float *x, const float *y, int stride) {
  PairSums<double> sums;
#pragma unroll 1
  for (int c = 0; c < stride; c += 4) add_terms<METRIC>(sums, load4(x + c), load4(y + c));
  return key_of_sums<METRIC>(sums);
}

/*
 * Turns keys of l2 and cosine into distances, in place. A key that says too little is replaced by direct differences: a
 * square below `cancelled` times the norms', or lengths whose product float32 cannot hold.
 */
extern "C" __global__ void __launch_bounds__(THREADS)
    distances_of_keys(const float *__restrict__ rows, int n, int stride, int metric, const float *__restrict__ terms,
                      const float *__restrict__ queries, int queryCount, const float *__restrict__ queryTerms,
                      float cancelled, float *__restrict__ keys) {
  const size_t total = (size_t)queryCount * n;
  const size_t step = (size_t)gridDim.x * blockDim.x;
  for (size_t at = (size_t)blockIdx.x * blockDim.x + threadIdx.x; at < total; at += step) {
    const size_t row = at % n;
    const size_t query = at / n;
    const float *x = queries + query * stride;
    const float *y = rows + row * stride;
    const float queryTerm = queryTerms[query];
    const float rowTerm = terms[row];
    if (metric == L2) {
      const float squares = queryTerm + rowTerm;
      const float square = keys[at] + queryTerm;
      const bool isSure = square > cancelled * squares && squares > 1e-30f && squares < 1e37f;
      keys[at] = isSure ? sqrtf(square) : (float)sqrt(lone_key<L2>(x, y, stride));
    } else {
      const float scale = queryTerm * rowTerm;
      // A term is 0 for a vector of zeros only, or where the inverse of the norm is too small for float32.
      const bool isSure = scale > 1e-30f && scale < 1e30f && queryTerm < 1e30f && rowTerm < 1e30f;
      keys[at] = isSure ? 1 + keys[at] : (float)lone_key<COSINE>(x, y, stride);
    }
  }
}
