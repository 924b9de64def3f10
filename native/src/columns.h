#ifndef MLS_COLUMNS_H
#define MLS_COLUMNS_H

#include <stddef.h>

#include "arena.h"
#include "kernels.h"

/** Queries or centroids as the kernels want them: in panels, or as they are where they are few. */
struct columns {
  const float *raw;
  size_t d;
  int count;
  int panels;
  /** Panel after panel, each `d` elements of `panel_columns` lanes; NULL where columns are streamed. */
  const float *packed;
};

/** Bytes of arena that `columns_pack` takes. */
size_t columns_bytes(const struct kernels *kernels, int count, size_t d);

struct columns columns_pack(const struct kernels *kernels, const float *raw, int count, size_t d, struct arena *arena);

/** Columns including the padding of the last panel. */
size_t padded_columns(const struct kernels *kernels, int count);

#endif
