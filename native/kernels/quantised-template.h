/**
 * The int8 kernels of one instruction set. What includes this has defined BYTES (elements of a vector), SUMS (int32 of
 * a vector of sums), TILE_ROWS, TILE_COLUMNS, NAME, SET_NAME, the types `bytes`, `row_bytes` and `sums`, and as static
 * inline functions load_row, load_column, no_sums, multiply_add_bytes, sum_rows and, once for a column, correction_of.
 */
#include <string.h>

#include "../src/quantised-kernels.h"

#define INLINE static inline __attribute__((always_inline))
#if defined(__clang__)
#define UNROLL _Pragma("unroll")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

/** Lanes run along the vectors. The next rows are asked for meanwhile: each may begin on a new page. */
INLINE void tile(const int8_t *const row[TILE_ROWS], int rows, const int8_t *column, int columns, size_t stride,
                 size_t length, const int32_t *corrections, int32_t *products, size_t products_stride, size_t ahead) {
  sums totals[TILE_ROWS][TILE_COLUMNS];
  UNROLL for (int r = 0; r < TILE_ROWS; r++) {
    UNROLL for (int c = 0; c < columns; c++) totals[r][c] = no_sums();
  }
  for (size_t k = 0; k < length; k += BYTES) {
    row_bytes x[TILE_ROWS];
    UNROLL for (int r = 0; r < TILE_ROWS; r++) {
      x[r] = load_row(row[r] + k);
      if (ahead != 0) __builtin_prefetch((const char *)row[r] + k + ahead);
    }
    UNROLL for (int c = 0; c < columns; c++) {
      bytes y = load_column(column + (size_t)c * stride + k);
      UNROLL for (int r = 0; r < TILE_ROWS; r++) totals[r][c] = multiply_add_bytes(totals[r][c], x[r], y);
    }
  }
  UNROLL for (int c = 0; c < columns; c++) {
    sums of_rows[TILE_ROWS];
    UNROLL for (int r = 0; r < TILE_ROWS; r++) of_rows[r] = totals[r][c];
    int32_t found[TILE_ROWS];
    sum_rows(of_rows, corrections[c], found);
    int32_t *to = products + (size_t)c * products_stride;
    if (rows == TILE_ROWS) memcpy(to, found, sizeof found);
    else for (int r = 0; r < rows; r++) to[r] = found[r];
  }
}

static void products_of(const int8_t *rows, int count, const int8_t *columns, int column_count, size_t stride,
                        size_t length, int32_t *products, size_t products_stride) {
  for (int c = 0; c < column_count; c += TILE_COLUMNS) {
    const int8_t *column = columns + (size_t)c * stride;
    int some = column_count - c < TILE_COLUMNS ? column_count - c : TILE_COLUMNS;
    int32_t corrections[TILE_COLUMNS];
    for (int i = 0; i < some; i++) corrections[i] = correction_of(column + (size_t)i * stride, length);
    for (int first = 0; first < count; first += TILE_ROWS) {
      int have = count - first < TILE_ROWS ? count - first : TILE_ROWS;
      const int8_t *row[TILE_ROWS];
      // Past the end the last row is read again.
      for (int r = 0; r < TILE_ROWS; r++) row[r] = rows + (size_t)(first + (r < have ? r : have - 1)) * stride;
      int32_t *to = products + (size_t)c * products_stride + (size_t)first;
      size_t ahead = c == 0 ? TILE_ROWS * stride : 0;
      switch (some) {
        case 1: tile(row, have, column, 1, stride, length, corrections, to, products_stride, ahead); break;
#if TILE_COLUMNS > 1
        case 2: tile(row, have, column, 2, stride, length, corrections, to, products_stride, ahead); break;
#endif
#if TILE_COLUMNS > 2
        case 3: tile(row, have, column, 3, stride, length, corrections, to, products_stride, ahead); break;
#endif
#if TILE_COLUMNS > 3
        case 4: tile(row, have, column, 4, stride, length, corrections, to, products_stride, ahead); break;
        case 5: tile(row, have, column, 5, stride, length, corrections, to, products_stride, ahead); break;
        case 6: tile(row, have, column, 6, stride, length, corrections, to, products_stride, ahead); break;
#endif
      }
    }
  }
}

#if defined(__clang__)
#define IN_VECTORS
#else
#define IN_VECTORS __attribute__((optimize("O3")))
#endif

IN_VECTORS
static int intervals_of(const int32_t *restrict products, int count, const double *restrict scale,
                        const double *restrict error, const double *restrict norm, const double *restrict bias,
                        const struct interval_terms *terms, double limit, double *restrict low, double *restrict half) {
  const struct interval_terms t = *terms;
  int within = 0;
  for (int i = 0; i < count; i++) {
    double width = t.of_error * error[i] + t.of_norm * norm[i] + t.of_bias * bias[i] + t.constant;
    double lower = bias[i] - t.of_product * (scale[i] * products[i]) - width;
    half[i] = width;
    low[i] = lower;
    within |= lower <= limit;
  }
  return within;
}

#define CHAINS 12
static int multiply_add_int8(int rounds) {
  sums totals[CHAINS];
  int8_t ones[BYTES];
  for (int i = 0; i < BYTES; i++) ones[i] = 1;
  row_bytes x = load_row(ones);
  bytes y = load_column(ones);
  UNROLL for (int i = 0; i < CHAINS; i++) totals[i] = no_sums();
  for (int r = 0; r < rounds; r++) {
    UNROLL for (int i = 0; i < CHAINS; i++) {
      // Else what does not change would be made once.
      KEEP(x);
      totals[i] = multiply_add_bytes(totals[i], x, y);
      KEEP(totals[i]);
    }
  }
  uint32_t sum = 0;
  UNROLL for (int i = 0; i < CHAINS; i += TILE_ROWS) {
    int32_t found[TILE_ROWS];
    sum_rows(totals + i, 0, found);
    sum += (uint32_t)found[0];
  }
  return (int)sum;
}

const struct quantised_kernels NAME = {
    .name = SET_NAME,
    .products = products_of,
    .intervals = intervals_of,
    .multiply_add = multiply_add_int8,
    .operations_of_round = 2 * CHAINS * BYTES,
};
