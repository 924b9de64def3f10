/* Plain C in groups of four floats, which compilers turn into whatever vectors every processor of a family has. */
#include <math.h>
#include <stddef.h>

#define NAME kernels_scalar
#define SET_NAME "scalar"
#define LANES 4
#define TILE_ROWS 4
#define PANEL_VECTORS 2
#define STREAM_COLUMNS 3
#define MOST_STREAMED 3

typedef float lanes __attribute__((vector_size(16)));
typedef float loose_lanes __attribute__((vector_size(16), aligned(4), may_alias));

static inline lanes spread(float x) { return (lanes){x, x, x, x}; }
static inline lanes load(const float *at) { return *(const loose_lanes *)at; }
static inline void store(float *at, lanes x) { *(loose_lanes *)at = x; }
static inline unsigned below(lanes x, lanes y) {
  unsigned mask = 0;
  for (int i = 0; i < 4; i++) mask |= (unsigned)(x[i] < y[i]) << i;
  return mask;
}
static inline lanes choose_below(lanes x, lanes y, lanes yes, lanes no) {
  for (int i = 0; i < 4; i++) no[i] = x[i] < y[i] ? yes[i] : no[i];
  return no;
}
static inline lanes smaller(lanes x, lanes y) { return choose_below(x, y, x, y); }
static inline lanes larger(lanes x, lanes y) { return choose_below(x, y, y, x); }
static inline lanes magnitude(lanes x) {
  for (int i = 0; i < 4; i++) x[i] = fabsf(x[i]);
  return x;
}
static inline float sum_lanes(lanes x) { return (x[0] + x[1]) + (x[2] + x[3]); }
static inline float smallest_lane(lanes x) { return fminf(fminf(x[0], x[1]), fminf(x[2], x[3])); }
static inline void transpose4(const float *rows, size_t stride, float *out, size_t step) {
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 4; k++) out[(size_t)k * step + i] = rows[(size_t)i * stride + k];
  }
}

#include "template.h"
