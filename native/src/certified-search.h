#ifndef MLS_CERTIFIED_SEARCH_H
#define MLS_CERTIFIED_SEARCH_H

#include "search.h"

/**
 * `search_nearest` by the int8 copy of a block: intervals of keys rule rows out, the others are measured in float64.
 * The method and its proof: docs/certified.md.
 * @param reranked is told how many pairs of a query and a row were measured in float64
 */
enum outcome certified_nearest(const struct search *search, struct pool *pool, int32_t *ids, double *reranked);

#endif
