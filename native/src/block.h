#ifndef MLS_BLOCK_H
#define MLS_BLOCK_H

#include <stddef.h>

#include "metric.h"
#include "outcome.h"
#include "pool.h"
#include "quantised-rows.h"

/**
 * Rows ready for one metric. They stay where the caller has them. What orders them for a query, its key, is
 * bias + scale * score: for l2 |y|^2 - 2 x.y, for cosine -x.y / |y|, for dot -x.y, for l1 the sum itself.
 */
struct block {
  enum metric metric;
  size_t n;
  size_t d;
  const float *rows;
  /** Whether an int8 copy of the rows is kept for certified searches; never for l1. */
  int is_certified;
  float *bias;
  float *scale;
  /** Euclidean, rounded to float; infinite where they are not safe. */
  float *norms;
  double largest_norm;
  struct quantised_rows quantised;
};

/** Fills in all but the first five fields, which the caller has set. */
enum outcome block_prepare(struct block *block, struct pool *pool);

void block_release(struct block *block);

/** Whether float32 keys of vectors with such a norm neither overflow nor are lost in underflow: else float64 must rank. */
int norm_is_safe(double norm);

/** Whether the norms of all rows are. */
int block_is_safe(const struct block *block);

/** What a metric makes of a vector's norm. */
void key_terms(enum metric metric, double norm, float *bias, float *scale);

#endif
