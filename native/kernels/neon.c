/* NEON, which every 64-bit ARM processor has. */
#if defined(__aarch64__)
#include <arm_neon.h>
#include <stddef.h>

#define NAME kernels_neon
#define SET_NAME "neon"
#define LANES 4
#define TILE_ROWS 8
#define PANEL_VECTORS 2
#define STREAM_COLUMNS 5
#define MOST_STREAMED 5

typedef float32x4_t lanes;

static inline lanes spread(float x) { return vdupq_n_f32(x); }
static inline lanes load(const float *at) { return vld1q_f32(at); }
static inline void store(float *at, lanes x) { vst1q_f32(at, x); }
static inline lanes smaller(lanes x, lanes y) { return vminq_f32(x, y); }
static inline lanes larger(lanes x, lanes y) { return vmaxq_f32(x, y); }
static inline lanes magnitude(lanes x) { return vabsq_f32(x); }
static inline float sum_lanes(lanes x) { return vaddvq_f32(x); }
static inline float smallest_lane(lanes x) { return vminvq_f32(x); }
static inline lanes choose_below(lanes x, lanes y, lanes yes, lanes no) { return vbslq_f32(vcltq_f32(x, y), yes, no); }
static inline unsigned below(lanes x, lanes y) {
  const uint32x4_t bits = {1, 2, 4, 8};
  return vaddvq_u32(vandq_u32(vcltq_f32(x, y), bits));
}
static inline void transpose4(const float *rows, size_t stride, float *out, size_t step) {
  float32x4x2_t ab = vtrnq_f32(vld1q_f32(rows), vld1q_f32(rows + stride));
  float32x4x2_t cd = vtrnq_f32(vld1q_f32(rows + 2 * stride), vld1q_f32(rows + 3 * stride));
  vst1q_f32(out, vcombine_f32(vget_low_f32(ab.val[0]), vget_low_f32(cd.val[0])));
  vst1q_f32(out + step, vcombine_f32(vget_low_f32(ab.val[1]), vget_low_f32(cd.val[1])));
  vst1q_f32(out + 2 * step, vcombine_f32(vget_high_f32(ab.val[0]), vget_high_f32(cd.val[0])));
  vst1q_f32(out + 3 * step, vcombine_f32(vget_high_f32(ab.val[1]), vget_high_f32(cd.val[1])));
}

#include "template.h"
#endif
