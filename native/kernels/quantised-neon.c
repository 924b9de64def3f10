/* NEON without the dot product instruction, which not every 64-bit ARM processor has: products in 16 bits, sums in 32. */
#if defined(__aarch64__)
#include <arm_neon.h>
#include <stdint.h>
#include <stddef.h>

#define NAME quantised_neon
#define SET_NAME "neon"
#define BYTES 16
#define TILE_ROWS 4
#define TILE_COLUMNS 3

typedef int8x16_t bytes;
typedef int8x16_t row_bytes;
typedef int32x4_t sums;

#define KEEP(x) __asm__ volatile("" : "+w"(x))
static inline row_bytes load_row(const int8_t *at) { return vld1q_s8(at); }
static inline bytes load_column(const int8_t *at) { return vld1q_s8(at); }
static inline sums no_sums(void) { return vdupq_n_s32(0); }
static inline sums multiply_add_bytes(sums to, row_bytes x, bytes y) {
  // Two products of 127 x 127 fit 16 bits.
  int16x8_t pairs = vmlal_s8(vmull_s8(vget_low_s8(x), vget_low_s8(y)), vget_high_s8(x), vget_high_s8(y));
  return vpadalq_s16(to, pairs);
}
static inline void sum_rows(const sums *of, int32_t correction, int32_t *found) {
  int32x4_t all = vpaddq_s32(vpaddq_s32(of[0], of[1]), vpaddq_s32(of[2], of[3]));
  vst1q_s32(found, vsubq_s32(all, vdupq_n_s32(correction)));
}
static inline int32_t correction_of(const int8_t *column, size_t length) {
  (void)column, (void)length;
  return 0;
}

#include "quantised-template.h"
#endif
