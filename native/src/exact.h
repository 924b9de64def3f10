#ifndef MLS_EXACT_H
#define MLS_EXACT_H

#include <stddef.h>

#include "metric.h"

/** The distance in float64 by direct differences, summed in index order: bit for bit that of the shared engine. */
double exact_distance(enum metric metric, const float *x, const float *y, size_t d);

/** The Euclidean norm in float64. */
double exact_norm(const float *x, size_t d);

#endif
