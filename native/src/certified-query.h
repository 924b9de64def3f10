#ifndef MLS_CERTIFIED_QUERY_H
#define MLS_CERTIFIED_QUERY_H

#include "metric.h"
#include "quantised-kernels.h"

/**
 * A query as its rows' intervals want it. Keys order rows as distances do: for l2 |x - y|^2 - |x|^2, for cosine
 * (distance - 1) |x|, for dot the distance.
 */
struct certified_query {
  const float *vector;
  /** Its norm. */
  double length;
  struct interval_terms terms;
};

/** Quantises a query into `stride` int8. */
struct certified_query certified_query_of(enum metric metric, const float *vector, size_t d, int8_t *values,
                                          size_t stride);

/** A key that no row nearer than, or as near as, one at this float64 distance exceeds with its lower end. */
double certified_key(enum metric metric, const struct certified_query *query, double distance);

#endif
