#ifndef MLS_ASSIGN_H
#define MLS_ASSIGN_H

#include <stdint.h>

#include "block.h"
#include "kernels.h"
#include "outcome.h"
#include "pool.h"

/** K-Means' assignment under l2 or cosine. */
struct assignment {
  const struct kernels *kernels;
  const struct block *block;
  const float *centroids;
  int centroid_count;
  /** For each row the nearest centroid and the next, and the distances of the nearest three. */
  int32_t *labels;
  int32_t *runners_up;
  float *first;
  float *second;
  float *third;
};

/**
 * Distances err by what float32 norms and products do: the caller decides near ties. Where norms are not safe (block.h),
 * all distances are NaN. Of fewer than three centroids the rest is infinite.
 */
enum outcome assign_rows(const struct assignment *assignment, struct pool *pool);

#endif
