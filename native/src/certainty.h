#ifndef MLS_CERTAINTY_H
#define MLS_CERTAINTY_H

#include "block.h"

/**
 * How far the keys that float32 gives can be trusted. For every pair of vectors the computed key lies within
 * `key_error` of the exact one, so a row that was left out is certainly farther than the k-th if its key exceeds the
 * k-th's exact key by more than that.
 */

/** The exact key that a distance to a query stands for. */
double key_of_distance(enum metric metric, double distance, double query_norm);

/** Most by which a computed key can differ from the exact one of rows at most `distance` away. Norms are safe. */
double key_error(const struct block *block, double distance, double query_norm, double row_norm);

#endif
