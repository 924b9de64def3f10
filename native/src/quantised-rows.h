#ifndef MLS_QUANTISED_ROWS_H
#define MLS_QUANTISED_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "metric.h"
#include "outcome.h"
#include "pool.h"

/** What is known of a vector beside its int8 copy: docs/certified.md. `error` and `norm` are upper bounds. */
struct quantised_vector {
  double scale;
  double error;
  double norm;
  /** The norm as it is computed, which may lie above or below. */
  double length;
};

/**
 * The int8 copy of rows. The terms of each row are those that an interval of its key is made of, linear in what a
 * query brings; for cosine they are divided by the row's norm.
 */
struct quantised_rows {
  /** NULL where there is no copy. */
  int8_t *values;
  /** Bytes from row to row: d, padded with zeros. */
  size_t stride;
  double *scale;
  double *error;
  double *norm;
  double *bias;
};

/** Quantises d floats into `stride` int8. */
struct quantised_vector quantise(const float *x, size_t d, int8_t *values, size_t stride);

size_t quantised_stride(size_t d);

enum outcome quantised_rows_create(struct quantised_rows *quantised, enum metric metric, const float *rows, size_t n,
                                   size_t d, struct pool *pool);

void quantised_rows_release(struct quantised_rows *quantised);

#endif
