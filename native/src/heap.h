#ifndef MLS_HEAP_H
#define MLS_HEAP_H

#include <stdint.h>

/** Keeps the `capacity` smallest keys; the largest of them lies on top, infinity until it is full. */
struct key_heap {
  float *keys;
  int32_t *ids;
  int capacity;
};

void key_heap_clear(struct key_heap heap);

/** Takes the top's place; only for a key below the top's. */
void key_heap_replace(struct key_heap heap, float key, int32_t id);

/** Keeps the `capacity` smallest (distance, id) pairs, the order being total, the largest on top. */
struct exact_heap {
  double *distances;
  int32_t *ids;
  int capacity;
};

void exact_heap_clear(struct exact_heap heap);

/** Keeps the pair if it is smaller than the top. */
void exact_heap_offer(struct exact_heap heap, double distance, int32_t id);

#endif
