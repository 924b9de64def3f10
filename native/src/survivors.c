#include "survivors.h"

#include <stdlib.h>

#include "exact.h"

static void lower_limit(struct survivors *survivors, double limit) {
  // Written so that NaN, of an infinite distance, changes nothing.
  if (limit < survivors->limit) survivors->limit = limit;
}

static void rule_out(struct survivors *survivors) {
  int left = 0;
  for (int i = 0; i < survivors->count; i++) {
    if (survivors->list[i].low <= survivors->limit) survivors->list[left++] = survivors->list[i];
  }
  survivors->count = left;
}

void survivors_add(struct survivors *survivors, const struct block *block, const struct certified_query *query,
                   int32_t row, double low, double high, double *measured) {
  exact_heap_offer(survivors->highs, high, row);
  lower_limit(survivors, survivors->highs.distances[0]);
  if (survivors->count == survivors->capacity) {
    rule_out(survivors);
    if (survivors->count > survivors->capacity / 2) survivors_measure(survivors, block, query, measured);
  }
  survivors->list[survivors->count++] = (struct survivor){low, row};
}

void survivors_merge(struct survivors *survivors, const struct survivors *other) {
  lower_limit(survivors, other->limit);
  for (int i = 0; i < other->highs.capacity; i++) {
    exact_heap_offer(survivors->highs, other->highs.distances[i], other->highs.ids[i]);
    exact_heap_offer(survivors->found, other->found.distances[i], other->found.ids[i]);
  }
  lower_limit(survivors, survivors->highs.distances[0]);
}

static int by_low(const void *a, const void *b) {
  double x = ((const struct survivor *)a)->low, y = ((const struct survivor *)b)->low;
  return (x > y) - (x < y);
}

void survivors_measure(struct survivors *survivors, const struct block *block, const struct certified_query *query,
                       double *measured) {
  rule_out(survivors);
  qsort(survivors->list, (size_t)survivors->count, sizeof *survivors->list, by_low);
  for (int i = 0; i < survivors->count; i++) {
    if (survivors->list[i].low > survivors->limit) break;
    int32_t row = survivors->list[i].row;
    double distance = exact_distance(block->metric, query->vector, block->rows + (size_t)row * block->d, block->d);
    *measured += 1;
    exact_heap_offer(survivors->found, distance, row);
    lower_limit(survivors, certified_key(block->metric, query, survivors->found.distances[0]));
  }
  survivors->count = 0;
}
