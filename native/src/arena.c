#include "arena.h"

#include <stdlib.h>

#define ALIGNMENT ((size_t)64)

size_t arena_size(size_t bytes) { return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

int arena_reset(struct arena *arena, size_t bytes) {
  arena->used = 0;
  if (bytes <= arena->capacity) return 1;
  arena_release(arena);
  if (posix_memalign((void **)&arena->base, ALIGNMENT, arena_size(bytes)) != 0) {
    arena->base = NULL;
    return 0;
  }
  arena->capacity = arena_size(bytes);
  return 1;
}

void *arena_take(struct arena *arena, size_t bytes) {
  void *piece = arena->base + arena->used;
  arena->used += arena_size(bytes);
  return arena->used <= arena->capacity ? piece : NULL;
}

void arena_release(struct arena *arena) {
  free(arena->base);
  *arena = (struct arena){0};
}
