#ifndef MLS_KERNELS_H
#define MLS_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/** Called for each pair that `select` lets through; may lower `limits[column]`. */
typedef void (*visit_pair)(void *context, int column, size_t row, float key);

/** The nearest three columns of a row, by key; `label` and `runner_up` are the numbers of the first two. */
struct nearest_three {
  float first;
  float second;
  float third;
  int32_t label;
  int32_t runner_up;
};

/**
 * The inner loops for one instruction set. Columns (queries or centroids) lie in panels: `panel_columns` of them side
 * by side in vector lanes, element after element. Rows lie `tile_rows` side by side, element after element, or as they are.
 * A score is an inner product or a sum of absolute differences. Scores of a panel are row-major, `panel_columns` wide.
 */
struct kernels {
  const char *name;
  int tile_rows;
  int panel_columns;
  /** Up to so many columns are scored without packing, lanes along the vector. */
  int most_streamed;
  /** Packs elements of `rows` rows that lie `stride` floats apart, in blocks of `tile_rows`, the last filled with zeros. */
  void (*pack_rows)(const float *rows, size_t stride, int count, int depth, float *packed);
  /** Scores of packed rows with one panel, over `depth` elements; adds to what is there if `add`. */
  void (*dot_tiles)(const float *packed, int rows, const float *panel, int depth, float *scores, int add);
  void (*l1_tiles)(const float *packed, int rows, const float *panel, int depth, float *scores, int add);
  /** Scores of rows as they are with at most `most_streamed` columns as they are, into one panel. */
  void (*dot_stream)(const float *rows, int count, const float *columns, int column_count, size_t d, float *scores);
  void (*l1_stream)(const float *rows, int count, const float *columns, int column_count, size_t d, float *scores);
  /**
   * Visits the pairs of `rows` rows with a panel's columns whose key, bias[row] + scale[row] * score, is below
   * limits[column]. `limits` is read again for each row.
   */
  void (*select)(const float *scores, int rows, const float *bias, const float *scale, const float *limits, size_t first_row,
                 int first_column, visit_pair visit, void *context);
  /**
   * The nearest three of the columns in `panels` panels, `panel_stride` floats apart, for each row, by
   * bias[column] + scale[column] * score; `near` holds those of earlier columns.
   */
  void (*assign)(const float *scores, size_t panel_stride, int panels, int rows, const float *bias, const float *scale,
                 int first_column, struct nearest_three *near);
  /** Reads floats once and gives their sum, of no use to anyone: it bounds how fast rows can be streamed. */
  float (*read)(const float *at, size_t count);
  /** Multiplies and adds in registers, `rounds` times `operations_of_round` operations. */
  float (*multiply_add)(int rounds);
  int operations_of_round;
};

#endif
