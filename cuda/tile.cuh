// Inner products (or sums of absolute differences) of 128 rows with a tile of queries, in registers.
#pragma once
#include "metric.cuh"
#include "pair-sums.cuh"

constexpr int THREADS = 256;
constexpr int TILE_ROWS = 128;
constexpr int ROWS_EACH = 8;
/* Columns that lie in shared memory at once: one float4 for every thread. */
constexpr int TILE_DEPTH = 8;
/* Keeps lines of shared memory 16-byte aligned and the transposed writes free of bank conflicts. */
constexpr int PADDING = 4;

template <int QUERIES_EACH>
constexpr int TILE_QUERIES = 16 * QUERIES_EACH;

/* Two of each: while one is multiplied the next is filled. Column by column, so that a thread reads rows as float4. */
template <int QUERIES_EACH>
struct Tile {
  alignas(16) float rows[2][TILE_DEPTH][TILE_ROWS + PADDING];
  alignas(16) float queries[2][TILE_DEPTH][TILE_QUERIES<QUERIES_EACH> + PADDING];
};

/* Rows first .. end of a matrix, of which a tile takes as many as it has room for; beyond the end are zeros. */
struct Operand {
  const float *data;
  size_t first;
  size_t end;
};

/* Where in the tile a thread's r-th row lies: threads with consecutive numbers have consecutive rows. */
__device__ inline int row_in_tile(int r) { return r / 4 * 64 + (int)(threadIdx.x % 16) * 4 + r % 4; }

template <int QUERIES_EACH>
__device__ inline int query_in_tile(int j) {
  const int y = threadIdx.x / 16;
  return QUERIES_EACH == 8 ? j / 4 * 64 + y * 4 + j % 4 : y * QUERIES_EACH + j;
}

/* Thread t loads four columns of row t / 2. */
__device__ inline float4 load_part(const Operand &operand, int stride, int column) {
  const size_t row = operand.first + threadIdx.x / 2;
  const int c = column + (int)(threadIdx.x % 2) * 4;
  if (row >= operand.end || c >= stride) return make_float4(0, 0, 0, 0);
  return load4(operand.data + row * stride + c);
}

template <int WIDTH>
__device__ inline void store_part(float (&lines)[TILE_DEPTH][WIDTH], const float4 &part) {
  const int row = threadIdx.x / 2;
  const int c = (int)(threadIdx.x % 2) * 4;
  lines[c][row] = part.x;
  lines[c + 1][row] = part.y;
  lines[c + 2][row] = part.z;
  lines[c + 3][row] = part.w;
}

template <int QUERIES_EACH>
__device__ inline void load_queries(const float *line, float (&x)[QUERIES_EACH]) {
#pragma unroll
  for (int j = 0; j < QUERIES_EACH; j++) x[j] = line[query_in_tile<QUERIES_EACH>(j)];
}

/*
 * `sums[r][j]` for the thread's r-th row and j-th query, over all columns in ascending order: what a pair gets depends
 * on neither its place in the tile nor the tile's width. All threads of the block must call it.
 */
template <bool MANHATTAN, int QUERIES_EACH>
__device__ inline void tile_sums(Tile<QUERIES_EACH> &tile, const Operand &rows, const Operand &queries, int stride,
                                 float (&sums)[ROWS_EACH][QUERIES_EACH]) {
  const bool loadsQueries = threadIdx.x < 2 * TILE_QUERIES<QUERIES_EACH>;
  const int steps = (stride + TILE_DEPTH - 1) / TILE_DEPTH;
#pragma unroll
  for (int r = 0; r < ROWS_EACH; r++)
#pragma unroll
    for (int j = 0; j < QUERIES_EACH; j++) sums[r][j] = 0;

  store_part(tile.rows[0], load_part(rows, stride, 0));
  if (loadsQueries) store_part(tile.queries[0], load_part(queries, stride, 0));
  __syncthreads();
  for (int step = 0; step < steps; step++) {
    const bool more = step + 1 < steps;
    float4 nextRows, nextQueries;
    if (more) {
      nextRows = load_part(rows, stride, (step + 1) * TILE_DEPTH);
      if (loadsQueries) nextQueries = load_part(queries, stride, (step + 1) * TILE_DEPTH);
    }
#pragma unroll
    for (int c = 0; c < TILE_DEPTH; c++) {
      float x[QUERIES_EACH];
      load_queries<QUERIES_EACH>(tile.queries[step % 2][c], x);
      const float *line = tile.rows[step % 2][c] + threadIdx.x % 16 * 4;
      const float4 low = load4(line);
      const float4 high = load4(line + 64);
      const float y[ROWS_EACH] = {low.x, low.y, low.z, low.w, high.x, high.y, high.z, high.w};
#pragma unroll
      for (int r = 0; r < ROWS_EACH; r++)
#pragma unroll
        for (int j = 0; j < QUERIES_EACH; j++)
          sums[r][j] = MANHATTAN ? sums[r][j] + fabsf(x[j] - y[r]) : fmaf(x[j], y[r], sums[r][j]);
    }
    if (more) {
      // The other buffer was last read before the barrier that ended the previous step.
      store_part(tile.rows[(step + 1) % 2], nextRows);
      if (loadsQueries) store_part(tile.queries[(step + 1) % 2], nextQueries);
    }
    __syncthreads();
  }
}
