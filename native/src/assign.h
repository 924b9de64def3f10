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
  /** For each row the nearest centroid, and the distances of the nearest two. */
  int32_t *labels;
  float *first;
  float *second;
};

/**
 * Distances err by what float32 norms and products do: the caller decides near ties. Where norms are not safe (block.h),
 * all distances are NaN. With one centroid the second is infinite.
 */
enum outcome assign_rows(const struct assignment *assignment, struct pool *pool);

#endif
