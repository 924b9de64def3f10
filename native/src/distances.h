#ifndef MLS_DISTANCES_H
#define MLS_DISTANCES_H

#include "block.h"
#include "kernels.h"
#include "outcome.h"
#include "pool.h"
#include "search.h"

/** Distances of all queries to all rows, row-major query_count x n; `k` of the search says nothing here. */
enum outcome all_distances(const struct search *search, struct pool *pool, float *out);

/** Distances, in float64 until they are rounded, of row i of x to row i of y. */
struct row_pairs {
  enum metric metric;
  const float *x;
  const float *y;
  size_t n;
  size_t d;
  float *out;
};

void row_distances(const struct row_pairs *pairs, struct pool *pool);

#endif
