#ifndef MLS_SEARCH_H
#define MLS_SEARCH_H

#include <stdint.h>

#include "block.h"
#include "kernels.h"
#include "outcome.h"
#include "pool.h"
#include "quantised-kernels.h"

/** Queries against a block. */
struct search {
  const struct kernels *kernels;
  const struct block *block;
  const float *queries;
  int query_count;
  int k;
  /** Of use only to a block that is certified. */
  const struct quantised_kernels *quantised;
};

/**
 * The k nearest rows of each query by float64 direct differences, ties by the smaller id, in no order; k is at most
 * the block's rows. Rows are selected by float32 keys, a few more than k of them. Queries for which the keys cannot
 * prove that none was missed (`certainty.h`) are scanned again: `rescan.h`.
 * A certified block is searched by its int8 copy instead: certified-search.h.
 * @param ids row-major query_count x k
 * @param reranked is told how many pairs a certified search measured in float64, else 0
 */
enum outcome search_nearest(const struct search *search, struct pool *pool, int32_t *ids, double *reranked);

#endif
