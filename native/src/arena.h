#ifndef MLS_ARENA_H
#define MLS_ARENA_H

#include <stddef.h>

/**
 * Scratch memory that one thread takes pieces of and gives back all at once. It stays allocated between jobs: a job of
 * a millisecond would else spend its time in page faults.
 */
struct arena {
  unsigned char *base;
  size_t capacity;
  size_t used;
};

/** Empties the arena and makes room for so many bytes. Returns 0 where there is no memory. */
int arena_reset(struct arena *arena, size_t bytes);

/** A piece aligned for vectors; never more in total than was made room for. */
void *arena_take(struct arena *arena, size_t bytes);

/** Bytes a piece takes up. */
size_t arena_size(size_t bytes);

void arena_release(struct arena *arena);

#endif
