// K-Means: the nearest two centroids of each row.
#pragma once
#include "tile.cuh"

/* The smallest two keys so far; of equal ones the smaller label comes first. */
struct NearestTwo {
  float first;
  float second;
  int label;
};

__device__ inline float infinity() { return __uint_as_float(0x7f800000u); }

__device__ inline void offer(NearestTwo &two, float key, int label) {
  if (key < two.first || (key == two.first && label < two.label)) {
    two.second = two.first;
    two.first = key;
    two.label = label;
  } else if (key < two.second) {
    two.second = key;
  }
}

__device__ inline void merge(NearestTwo &two, const NearestTwo &other) {
  offer(two, other.first, other.label);
  if (other.second < two.second) two.second = other.second;
}

struct AssignRequest {
  const float *rows;
  int begin, end, stride, metric;
  const float *terms;
  const float *centroids;
  int centroidCount;
  const float *centroidTerms;
  int *labels;
  float *first;
  float *second;
};

/* Above it a row is so short that its products may underflow: its cosines say nothing. */
constexpr float MOST_INVERSE_NORM = 1e18f;

/* NaN where float32 cannot tell. */
__device__ inline float distance_of_key(int metric, float key, float rowTerm) {
  if (metric == L2) return sqrtf(fmaxf(key + rowTerm, 0.0f));
  return rowTerm < MOST_INVERSE_NORM ? 1 + key : __uint_as_float(0x7fffffffu);
}

/* A block takes 128 rows and goes over all centroids; thread i < 128 keeps what row i has found so far. */
template <int CENTROIDS_EACH>
__device__ inline void assign_rows(const AssignRequest &request) {
  __shared__ Tile<CENTROIDS_EACH> tile;
  __shared__ NearestTwo found[16][TILE_ROWS];
  const size_t firstRow = request.begin + (size_t)blockIdx.x * TILE_ROWS;
  const Operand rows = {request.rows, firstRow, (size_t)request.end};
  NearestTwo best = {infinity(), infinity(), 0};
  for (int start = 0; start < request.centroidCount; start += TILE_QUERIES<CENTROIDS_EACH>) {
    float sums[ROWS_EACH][CENTROIDS_EACH];
    tile_sums<false, CENTROIDS_EACH>(tile, rows,
                                     {request.centroids, (size_t)start, (size_t)request.centroidCount},
                                     request.stride, sums);
    RowPart centroids[CENTROIDS_EACH];
#pragma unroll
    for (int j = 0; j < CENTROIDS_EACH; j++) {
      const int label = start + query_in_tile<CENTROIDS_EACH>(j);
      // The sums beyond the last centroid are zero: an infinite addend keeps them from being the nearest.
      centroids[j] = label < request.centroidCount
                         ? row_part(request.metric, term_at(request.centroidTerms, label))
                         : RowPart{0, infinity()};
    }
#pragma unroll
    for (int r = 0; r < ROWS_EACH; r++) {
      const size_t row = firstRow + row_in_tile(r);
      const float rowTerm = row < (size_t)request.end ? term_at(request.terms, row) : 0.0f;
      const float multiplier = query_multiplier(request.metric, rowTerm);
      NearestTwo two = {infinity(), infinity(), 0};
#pragma unroll
      for (int j = 0; j < CENTROIDS_EACH; j++) {
        const int label = start + query_in_tile<CENTROIDS_EACH>(j);
        // Centroids are ranked for each row: here the row asks. Labels ascend, so that of equal keys the first stays.
        const float key = key_of(sums[r][j], multiplier, centroids[j]);
        const bool isNearer = key < two.first;
        two.second = isNearer ? two.first : fminf(two.second, key);
        two.label = isNearer ? label : two.label;
        two.first = isNearer ? key : two.first;
      }
      found[threadIdx.x / 16][row_in_tile(r)] = two;
    }
    __syncthreads();
    if (threadIdx.x < TILE_ROWS)
      for (int part = 0; part < 16; part++) merge(best, found[part][threadIdx.x]);
    __syncthreads();
  }
  const size_t row = firstRow + threadIdx.x;
  if (threadIdx.x >= TILE_ROWS || row >= (size_t)request.end) return;
  const float rowTerm = term_at(request.terms, row);
  request.labels[row] = best.label;
  request.first[row] = distance_of_key(request.metric, best.first, rowTerm);
  request.second[row] = distance_of_key(request.metric, best.second, rowTerm);
}

#define ASSIGN_KERNEL(NAME, CENTROIDS_EACH)                                                                          \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                               \
      NAME(const float *__restrict__ rows, int begin, int end, int stride, int metric,                                \
           const float *__restrict__ terms, const float *__restrict__ centroids, int centroidCount,                   \
           const float *__restrict__ centroidTerms, int *__restrict__ labels, float *__restrict__ first,              \
           float *__restrict__ second) {                                                                              \
    assign_rows<CENTROIDS_EACH>({rows, begin, end, stride, metric, terms, centroids, centroidCount, centroidTerms,    \
                                 labels, first, second});                                                             \
  }

ASSIGN_KERNEL(assign_128, 8)
ASSIGN_KERNEL(assign_32, 2)
