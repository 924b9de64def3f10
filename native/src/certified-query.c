#include "certified-query.h"

#include "quantised-rows.h"

struct certified_query certified_query_of(enum metric metric, const float *vector, size_t d, int8_t *values,
                                          size_t stride) {
  struct quantised_vector x = quantise(vector, d, values, stride);
  // E = (|x| + e(x)) e(y) + e(x) |y|, and R, whose square of sums is taken apart into terms.
  double rounding = ((double)d + 8) * 0x1p-50;
  struct certified_query query = {.vector = vector, .length = x.length};
  if (metric == METRIC_L2) {
    query.terms = (struct interval_terms){.of_product = 2 * x.scale,
                                          .of_error = 2 * (x.norm + x.error),
                                          .of_norm = 2 * x.error + 2 * rounding * x.norm,
                                          .of_bias = rounding,
                                          .constant = rounding * x.norm * x.norm};
  } else {
    query.terms = (struct interval_terms){.of_product = x.scale,
                                          .of_error = x.norm + x.error,
                                          .of_norm = x.error + rounding * x.norm};
  }
  return query;
}

double certified_key(enum metric metric, const struct certified_query *query, double distance) {
  const double up = 0x1p-49;
  switch (metric) {
    case METRIC_L2: {
      double square = distance * distance, norm = query->length * query->length;
      return square - norm + up * (square + norm);
    }
    case METRIC_COSINE: return (distance - 1) * query->length + up * query->length;
    default: return distance;
  }
}
