#ifndef MLS_RESCAN_H
#define MLS_RESCAN_H

#include "search.h"

/**
 * Answers the doubtful queries anew: every row whose key does not rule it out is ranked by its float64 distance.
 * @param doubtful for each query a distance that k rows do not exceed, or -Infinity where its ids are proven
 */
enum outcome rescan_doubtful(const struct search *search, struct pool *pool, const double *doubtful, int32_t *ids);

#endif
