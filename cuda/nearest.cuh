// The nearest rows of many queries: tiles of keys, of which only those survive that may still be among the nearest.
#pragma once
#include "order.cuh"
#include "tile.cuh"

/* Keys a block keeps for one query at most, in global memory. */
constexpr int CAPACITY = 512;
constexpr int KEPT_EACH = CAPACITY / 32;

/*
 * Keeps the `width` smallest of a list of `count` > width different numbers, in any order; a warp does it, each lane with
 * its share in registers. The largest that stays is found bit by bit. Gives it to all lanes.
 */
__device__ __noinline__ u64 keep_smallest(u64 *list, int *count, int width) {
  const int lane = threadIdx.x & 31;
  u64 mine[KEPT_EACH];
#pragma unroll
  for (int i = 0; i < KEPT_EACH; i++) mine[i] = lane + 32 * i < *count ? list[lane + 32 * i] : LAST;
  u64 largest = 0;
#pragma unroll 1
  for (int bit = 63; bit >= 0; bit--) {
    const u64 most = largest | ((1ull << bit) - 1);
    unsigned within = 0;
#pragma unroll
    for (int i = 0; i < KEPT_EACH; i++) within += mine[i] <= most;
    if (__reduce_add_sync(~0u, within) < (unsigned)width) largest |= 1ull << bit;
  }
  if (lane == 0) *count = 0;
  __syncwarp();
#pragma unroll
  for (int i = 0; i < KEPT_EACH; i++)
    if (mine[i] <= largest) list[atomicAdd(count, 1)] = mine[i];
  __syncwarp();
  return largest;
}

struct NearestRequest {
  const float *rows;
  int begin, end, stride, metric;
  const float *terms;
  const float *queries;
  int queryCount;
  const float *queryTerms;
  int width, firstSegment, segments;
  u64 *lists;
  float *keys;
  unsigned *ids;
};

/*
 * Block (x, y) takes part x of rows begin .. end and tile y of the queries. Its nearest `width` rows of each query go to
 * segment firstSegment + x of the query's `segments * width` keys and ids; where there are fewer, NO_ROW fills up.
 */
template <bool MANHATTAN, int QUERIES_EACH>
__device__ inline void nearest_rows(const NearestRequest &request) {
  constexpr int QUERIES = TILE_QUERIES<QUERIES_EACH>;
  __shared__ Tile<QUERIES_EACH> tile;
  __shared__ u64 limits[QUERIES];
  __shared__ int counts[QUERIES];
  const int warp = threadIdx.x / 32;
  const int lane = threadIdx.x % 32;
  const int firstQuery = blockIdx.y * QUERIES;
  u64 *lists = request.lists + ((size_t)blockIdx.y * gridDim.x + blockIdx.x) * QUERIES * CAPACITY;
  if (threadIdx.x < QUERIES) {
    limits[threadIdx.x] = LAST;
    counts[threadIdx.x] = 0;
  }
  __syncthreads();

  const long long tiles = ((long long)request.end - request.begin + TILE_ROWS - 1) / TILE_ROWS;
  const long long lastTile = tiles * (blockIdx.x + 1) / gridDim.x;
  const Operand queries = {request.queries, (size_t)firstQuery, (size_t)request.queryCount};
  for (long long t = tiles * blockIdx.x / gridDim.x; t < lastTile; t++) {
    const size_t firstRow = request.begin + (size_t)t * TILE_ROWS;
    float sums[ROWS_EACH][QUERIES_EACH];
    tile_sums<MANHATTAN, QUERIES_EACH>(tile, {request.rows, firstRow, (size_t)request.end}, queries, request.stride,
                                       sums);
    RowPart parts[ROWS_EACH];
#pragma unroll
    for (int r = 0; r < ROWS_EACH; r++) {
      const size_t row = firstRow + row_in_tile(r);
      parts[r] = row_part(request.metric, row < (size_t)request.end ? term_at(request.terms, row) : 0);
    }
#pragma unroll
    for (int j = 0; j < QUERIES_EACH; j++) {
      const int q = query_in_tile<QUERIES_EACH>(j);
      if (firstQuery + q >= request.queryCount) continue;
      const float multiplier = query_multiplier(request.metric, term_at(request.queryTerms, firstQuery + q));
      const u64 limit = limits[q];
#pragma unroll
      for (int r = 0; r < ROWS_EACH; r++) {
        const size_t row = firstRow + row_in_tile(r);
        const u64 value = ranked(key_of(sums[r][j], multiplier, parts[r]), (unsigned)row);
        if (value < limit && row < (size_t)request.end)
          lists[(size_t)q * CAPACITY + atomicAdd(&counts[q], 1)] = value;
      }
    }
    __syncthreads();
    // The next tile may add as many as it has rows.
    for (int q = warp; q < QUERIES; q += THREADS / 32) {
      if (counts[q] <= CAPACITY - TILE_ROWS) continue;
      const u64 largest = keep_smallest(lists + (size_t)q * CAPACITY, &counts[q], request.width);
      if (lane == 0) limits[q] = largest;
    }
    __syncthreads();
  }

  for (int q = warp; q < QUERIES && firstQuery + q < request.queryCount; q += THREADS / 32) {
    u64 *list = lists + (size_t)q * CAPACITY;
    if (counts[q] > request.width) keep_smallest(list, &counts[q], request.width);
    const size_t segment = (size_t)(firstQuery + q) * request.segments + request.firstSegment + blockIdx.x;
    for (int i = lane; i < request.width; i += 32) {
      const u64 value = i < counts[q] ? list[i] : LAST;
      request.keys[segment * request.width + i] = key_of_order((unsigned)(value >> 32));
      request.ids[segment * request.width + i] = (unsigned)value;
    }
  }
}

#define NEAREST_KERNEL(NAME, MANHATTAN, QUERIES_EACH)                                                                \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                               \
      NAME(const float *__restrict__ rows, int begin, int end, int stride, int metric,                                \
           const float *__restrict__ terms, const float *__restrict__ queries, int queryCount,                        \
           const float *__restrict__ queryTerms, int width, int firstSegment, int segments, u64 *lists, float *keys,  \
           unsigned *ids) {                                                                                           \
    nearest_rows<MANHATTAN, QUERIES_EACH>({rows, begin, end, stride, metric, terms, queries, queryCount, queryTerms,  \
                                           width, firstSegment, segments, lists, keys, ids});                         \
  }

NEAREST_KERNEL(nearest_product_128, false, 8)
NEAREST_KERNEL(nearest_product_32, false, 2)
NEAREST_KERNEL(nearest_l1_128, true, 8)
NEAREST_KERNEL(nearest_l1_32, true, 2)
