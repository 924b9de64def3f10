#include "columns.h"

/** Shorter vectors are packed unless there is but one column: to sum up the lanes would take as long as the products. */
#define LEAST_STREAMED_DEPTH 192

static int is_streamed(const struct kernels *kernels, int count, size_t d) {
  return count == 1 || (count <= kernels->most_streamed && d >= LEAST_STREAMED_DEPTH);
}

static int panels_of(const struct kernels *kernels, int count) {
  return (count + kernels->panel_columns - 1) / kernels->panel_columns;
}

size_t padded_columns(const struct kernels *kernels, int count) {
  return (size_t)panels_of(kernels, count) * (size_t)kernels->panel_columns;
}

size_t columns_bytes(const struct kernels *kernels, int count, size_t d) {
  return is_streamed(kernels, count, d) ? 0 : arena_size(padded_columns(kernels, count) * d * sizeof(float));
}

struct columns columns_pack(const struct kernels *kernels, const float *raw, int count, size_t d, struct arena *arena) {
  struct columns columns = {.raw = raw, .d = d, .count = count, .panels = panels_of(kernels, count), .packed = NULL};
  if (is_streamed(kernels, count, d)) return columns;
  size_t lanes = (size_t)kernels->panel_columns;
  float *packed = arena_take(arena, padded_columns(kernels, count) * d * sizeof(float));
  for (size_t c = 0; c < (size_t)columns.panels * lanes; c++) {
    float *to = packed + c / lanes * lanes * d + c % lanes;
    for (size_t k = 0; k < d; k++) to[k * lanes] = c < (size_t)count ? raw[c * d + k] : 0;
  }
  columns.packed = packed;
  return columns;
}
