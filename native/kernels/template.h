/**
 * The kernels of one instruction set. What includes this has defined LANES, TILE_ROWS, PANEL_VECTORS, STREAM_COLUMNS,
 * MOST_STREAMED, NAME, the type `lanes` and the operations on it, all as static inline functions: spread, load, store,
 * below, smaller, larger, choose_below, magnitude, sum_lanes, smallest_lane and transpose4.
 *
 * The tile keeps TILE_ROWS x PANEL_VECTORS sums in registers (Goto and van de Geijn 2008): each element of the rows is
 * broadcast and multiplied with PANEL_VECTORS vectors of columns.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../src/kernels.h"
#include "../src/shape.h"

#define PANEL (LANES * PANEL_VECTORS)
#define INLINE static inline __attribute__((always_inline))
#if defined(__clang__)
#define UNROLL _Pragma("unroll")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif
#define STREAM_ROWS 4

_Static_assert(CHUNK_ROWS % TILE_ROWS == 0 && TILE_ROWS % 4 == 0, "chunks are whole tiles, tiles whole 4x4 transposes");
_Static_assert(PANEL <= MOST_PANEL_COLUMNS && MOST_STREAMED <= PANEL, "streamed columns fill at most a panel");

static void pack_rows(const float *rows, size_t stride, int count, int depth, float *packed) {
  for (int block = 0; block < count; block += TILE_ROWS, packed += (size_t)TILE_ROWS * depth) {
    for (int i = 0; i < TILE_ROWS; i += 4) {
      const float *row = rows + (size_t)(block + i) * stride;
      int have = count - block - i;
      int k = 0;
      if (have >= 4) {
        for (; k + 4 <= depth; k += 4) {
          // The next rows are asked for meanwhile, a line at a time: the processor does not foresee such short runs.
          if (k % 16 == 0) {
            for (int j = 4; j < 8; j++) __builtin_prefetch((const char *)row + ((size_t)j * stride + (size_t)k) * sizeof(float));
          }
          transpose4(row + k, stride, packed + (size_t)k * TILE_ROWS + i, TILE_ROWS);
        }
      }
      for (; k < depth; k++) {
        for (int j = 0; j < 4; j++) packed[(size_t)k * TILE_ROWS + i + j] = j < have ? row[(size_t)j * stride + k] : 0;
      }
    }
  }
}

INLINE void tiles(const float *packed, int rows, const float *panel, int depth, float *scores, int add, int is_l1) {
  for (int row = 0; row < rows; row += TILE_ROWS, packed += (size_t)TILE_ROWS * depth, scores += TILE_ROWS * PANEL) {
    lanes sums[TILE_ROWS][PANEL_VECTORS];
    UNROLL for (int i = 0; i < TILE_ROWS; i++) {
      UNROLL for (int v = 0; v < PANEL_VECTORS; v++) sums[i][v] = spread(0);
    }
    const float *a = packed;
    const float *b = panel;
    for (int k = 0; k < depth; k++, a += TILE_ROWS, b += PANEL) {
      lanes column[PANEL_VECTORS];
      UNROLL for (int v = 0; v < PANEL_VECTORS; v++) column[v] = load(b + v * LANES);
      UNROLL for (int i = 0; i < TILE_ROWS; i++) {
        lanes x = spread(a[i]);
        UNROLL for (int v = 0; v < PANEL_VECTORS; v++) {
          if (is_l1) sums[i][v] += magnitude(x - column[v]);
          else sums[i][v] += x * column[v];
        }
      }
    }
    UNROLL for (int i = 0; i < TILE_ROWS; i++) {
      UNROLL for (int v = 0; v < PANEL_VECTORS; v++) {
        float *at = scores + i * PANEL + v * LANES;
        if (add) sums[i][v] += load(at);
        store(at, sums[i][v]);
      }
    }
  }
}

static void dot_tiles(const float *packed, int rows, const float *panel, int depth, float *scores, int add) {
  tiles(packed, rows, panel, depth, scores, add, 0);
}

static void l1_tiles(const float *packed, int rows, const float *panel, int depth, float *scores, int add) {
  tiles(packed, rows, panel, depth, scores, add, 1);
}

/** STREAM_ROWS rows with `columns` columns. The next rows are asked for meanwhile: each may begin on a new page. */
INLINE void stream_tile(const float *const row[STREAM_ROWS], const float *column, int columns, size_t d, float *scores,
                        int is_l1, ptrdiff_t ahead) {
  lanes sums[STREAM_ROWS][STREAM_COLUMNS];
  UNROLL for (int r = 0; r < STREAM_ROWS; r++) {
    UNROLL for (int c = 0; c < columns; c++) sums[r][c] = spread(0);
  }
  size_t k = 0;
  for (; k + LANES <= d; k += LANES) {
    lanes x[STREAM_ROWS];
    UNROLL for (int r = 0; r < STREAM_ROWS; r++) {
      x[r] = load(row[r] + k);
      if (ahead != 0) __builtin_prefetch((const char *)(row[r] + k) + ahead);
    }
    UNROLL for (int c = 0; c < columns; c++) {
      lanes y = load(column + (size_t)c * d + k);
      UNROLL for (int r = 0; r < STREAM_ROWS; r++) {
        if (is_l1) sums[r][c] += magnitude(x[r] - y);
        else sums[r][c] += x[r] * y;
      }
    }
  }
  UNROLL for (int r = 0; r < STREAM_ROWS; r++) {
    UNROLL for (int c = 0; c < columns; c++) {
      float sum = sum_lanes(sums[r][c]);
      for (size_t j = k; j < d; j++) {
        float x = row[r][j], y = column[(size_t)c * d + j];
        sum += is_l1 ? fabsf(x - y) : x * y;
      }
      scores[r * PANEL + c] = sum;
    }
  }
}

INLINE void stream_some(const float *const row[STREAM_ROWS], const float *column, int columns, size_t d, float *scores,
                        int is_l1, ptrdiff_t ahead) {
  switch (columns) {
    case 1: stream_tile(row, column, 1, d, scores, is_l1, ahead); break;
    case 2: stream_tile(row, column, 2, d, scores, is_l1, ahead); break;
    case 3: stream_tile(row, column, 3, d, scores, is_l1, ahead); break;
#if STREAM_COLUMNS > 3
    case 4: stream_tile(row, column, 4, d, scores, is_l1, ahead); break;
    default: stream_tile(row, column, 5, d, scores, is_l1, ahead); break;
#endif
  }
}

INLINE void stream(const float *rows, int count, const float *columns, int column_count, size_t d, float *scores,
                   int is_l1) {
  ptrdiff_t ahead = (ptrdiff_t)(STREAM_ROWS * d * sizeof(float));
  for (int first = 0; first < count; first += STREAM_ROWS) {
    const float *row[STREAM_ROWS];
    // Past the end the last row is read again; its scores fall into the padding of the chunk.
    for (int r = 0; r < STREAM_ROWS; r++) row[r] = rows + (size_t)(first + r < count ? first + r : count - 1) * d;
    for (int c = 0; c < column_count; c += STREAM_COLUMNS) {
      int some = column_count - c < STREAM_COLUMNS ? column_count - c : STREAM_COLUMNS;
      stream_some(row, columns + (size_t)c * d, some, d, scores + (size_t)first * PANEL + c, is_l1,
                  c == 0 ? ahead : 0);
    }
  }
}

static void dot_stream(const float *rows, int count, const float *columns, int column_count, size_t d, float *scores) {
  stream(rows, count, columns, column_count, d, scores, 0);
}

static void l1_stream(const float *rows, int count, const float *columns, int column_count, size_t d, float *scores) {
  stream(rows, count, columns, column_count, d, scores, 1);
}

static void select_pairs(const float *scores, int rows, const float *bias, const float *scale, const float *limits,
                         size_t first_row, int first_column, visit_pair visit, void *context) {
  for (int r = 0; r < rows; r++, scores += PANEL) {
    lanes b = spread(bias[r]), s = spread(scale[r]);
    UNROLL for (int v = 0; v < PANEL_VECTORS; v++) {
      lanes key = b + s * load(scores + v * LANES);
      uint32_t hits = below(key, load(limits + v * LANES));
      if (__builtin_expect(hits != 0, 0)) {
        float keys[LANES];
        store(keys, key);
        for (; hits != 0; hits &= hits - 1) {
          int lane = __builtin_ctz(hits);
          visit(context, first_column + v * LANES + lane, first_row + r, keys[lane]);
        }
      }
    }
  }
}

INLINE void offer(struct nearest_three *near, float key, int32_t label) {
  if (key < near->first) {
    *near = (struct nearest_three){key, near->first, near->second, label, near->label};
  } else if (key < near->second) {
    near->third = near->second;
    near->second = key;
    near->runner_up = label;
  } else if (key < near->third) {
    near->third = key;
  }
}

INLINE int lane_of(float smallest, lanes keys) {
  // No lane is below the smallest, so those that it is not below are it.
  return __builtin_ctz(~below(spread(smallest), keys) & (uint32_t)((1ull << LANES) - 1));
}

static void assign_rows(const float *scores, size_t panel_stride, int panels, int rows, const float *bias,
                        const float *scale, int first_column, struct nearest_three *near) {
  for (int r = 0; r < rows; r++) {
    lanes first = spread(INFINITY), second = first, third = first;
    // Vector numbers as floats: exact, as a group has fewer than 2^24 of them.
    lanes label = spread(0), runner_up = label;
    for (int p = 0; p < panels; p++) {
      UNROLL for (int v = 0; v < PANEL_VECTORS; v++) {
        int at = p * PANEL + v * LANES;
        lanes key = load(bias + at) + load(scale + at) * load(scores + p * panel_stride + (size_t)r * PANEL + v * LANES);
        lanes vector = spread((float)(p * PANEL_VECTORS + v));
        runner_up = choose_below(key, first, label, choose_below(key, second, vector, runner_up));
        label = choose_below(key, first, vector, label);
        third = smaller(third, larger(second, key));
        second = smaller(second, larger(first, key));
        first = smaller(first, key);
      }
    }
    float firsts[LANES], seconds[LANES], labels[LANES], runners_up[LANES];
    store(firsts, first);
    store(seconds, second);
    store(labels, label);
    store(runners_up, runner_up);
    float best = smallest_lane(first);
    int lane = lane_of(best, first);
    offer(near + r, best, first_column + (int32_t)labels[lane] * LANES + lane);
    float thirds[LANES];
    store(thirds, third);
    firsts[lane] = seconds[lane];
    seconds[lane] = thirds[lane];
    labels[lane] = runners_up[lane];
    lanes rest = load(firsts);
    float next = smallest_lane(rest);
    lane = lane_of(next, rest);
    offer(near + r, next, first_column + (int32_t)labels[lane] * LANES + lane);
    firsts[lane] = seconds[lane];
    // Of the third only the key is asked for.
    offer(near + r, smallest_lane(load(firsts)), -1);
  }
}

#define READ_VECTORS 8
static float read_floats(const float *at, size_t count) {
  lanes sums[READ_VECTORS];
  UNROLL for (int i = 0; i < READ_VECTORS; i++) sums[i] = spread(0);
  size_t j = 0;
  for (; j + READ_VECTORS * LANES <= count; j += READ_VECTORS * LANES) {
    UNROLL for (int i = 0; i < READ_VECTORS; i++) sums[i] += load(at + j + i * LANES);
  }
  float sum = 0;
  for (; j < count; j++) sum += at[j];
  UNROLL for (int i = 0; i < READ_VECTORS; i++) sum += sum_lanes(sums[i]);
  return sum;
}

/** Chains that wait for none but themselves: what hides an addition's latency, and still lies in registers. */
#define CHAINS 12
static float multiply_add(int rounds) {
  lanes sums[CHAINS];
  // Shrinking towards a fixed point, far from what overflows or is slow for being subnormal.
  lanes factor = spread(0.5f), term = spread(1.25f);
  UNROLL for (int i = 0; i < CHAINS; i++) sums[i] = spread((float)i);
  for (int r = 0; r < rounds; r++) {
    // Else a compiler that can tell where it ends would take the shorter way.
    __asm__ volatile("" ::: "memory");
    UNROLL for (int i = 0; i < CHAINS; i++) sums[i] = sums[i] * factor + term;
  }
  float sum = 0;
  UNROLL for (int i = 0; i < CHAINS; i++) sum += sum_lanes(sums[i]);
  return sum;
}

const struct kernels NAME = {
    .name = SET_NAME,
    .tile_rows = TILE_ROWS,
    .panel_columns = PANEL,
    .most_streamed = MOST_STREAMED,
    .pack_rows = pack_rows,
    .dot_tiles = dot_tiles,
    .l1_tiles = l1_tiles,
    .dot_stream = dot_stream,
    .l1_stream = l1_stream,
    .select = select_pairs,
    .assign = assign_rows,
    .read = read_floats,
    .multiply_add = multiply_add,
    .operations_of_round = 2 * CHAINS * LANES,
};
