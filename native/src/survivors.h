#ifndef MLS_SURVIVORS_H
#define MLS_SURVIVORS_H

#include <stdint.h>

#include "block.h"
#include "certified-query.h"
#include "heap.h"

struct survivor {
  double low;
  int32_t row;
};

/** Rows that may be among a query's k nearest, and what rules others out. */
struct survivors {
  /** At least k rows have keys of at most this: a row whose lower end is above it is none of the nearest. */
  double limit;
  /** The k smallest upper ends of keys. */
  struct exact_heap highs;
  /** The k nearest of the rows that were measured. */
  struct exact_heap found;
  struct survivor *list;
  int count;
  int capacity;
};

/** Adds a row with the interval of its key; where there is no room left, some rows are ruled out or measured first. */
void survivors_add(struct survivors *survivors, const struct block *block, const struct certified_query *query,
                   int32_t row, double low, double high, double *measured);

/** Takes over what another worker knows; the two have seen different rows. Its list is left alone. */
void survivors_merge(struct survivors *survivors, const struct survivors *other);

/** Measures in float64, nearest first, all that are not ruled out. Nothing is left in the list. */
void survivors_measure(struct survivors *survivors, const struct block *block, const struct certified_query *query,
                       double *measured);

#endif
