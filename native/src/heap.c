#include "heap.h"

#include <math.h>

void key_heap_clear(struct key_heap heap) {
  for (int i = 0; i < heap.capacity; i++) {
    heap.keys[i] = INFINITY;
    heap.ids[i] = -1;
  }
}

void key_heap_replace(struct key_heap heap, float key, int32_t id) {
  int at = 0;
  for (;;) {
    int child = 2 * at + 1;
    if (child >= heap.capacity) break;
    if (child + 1 < heap.capacity && heap.keys[child + 1] > heap.keys[child]) child++;
    if (heap.keys[child] <= key) break;
    heap.keys[at] = heap.keys[child];
    heap.ids[at] = heap.ids[child];
    at = child;
  }
  heap.keys[at] = key;
  heap.ids[at] = id;
}

void exact_heap_clear(struct exact_heap heap) {
  for (int i = 0; i < heap.capacity; i++) {
    heap.distances[i] = INFINITY;
    heap.ids[i] = INT32_MAX;
  }
}

static int is_smaller(double distance, int32_t id, double other, int32_t other_id) {
  return distance < other || (distance == other && id < other_id);
}

void exact_heap_offer(struct exact_heap heap, double distance, int32_t id) {
  if (!is_smaller(distance, id, heap.distances[0], heap.ids[0])) return;
  int at = 0;
  for (;;) {
    int child = 2 * at + 1;
    if (child >= heap.capacity) break;
    if (child + 1 < heap.capacity &&
        is_smaller(heap.distances[child], heap.ids[child], heap.distances[child + 1], heap.ids[child + 1])) {
      child++;
    }
    if (is_smaller(heap.distances[child], heap.ids[child], distance, id)) break;
    heap.distances[at] = heap.distances[child];
    heap.ids[at] = heap.ids[child];
    at = child;
  }
  heap.distances[at] = distance;
  heap.ids[at] = id;
}
