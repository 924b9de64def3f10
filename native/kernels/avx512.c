/* AVX-512F: compiled with its own flags, called only where the processor has it. */
#if defined(__AVX512F__)
#include <immintrin.h>

#include "transpose-x86.h"

#define NAME kernels_avx512
#define SET_NAME "avx512"
#define LANES 16
#define TILE_ROWS 12
#define PANEL_VECTORS 2
#define STREAM_COLUMNS 5
#define MOST_STREAMED 15

typedef __m512 lanes;

static inline lanes spread(float x) { return _mm512_set1_ps(x); }
static inline lanes load(const float *at) { return _mm512_loadu_ps(at); }
static inline void store(float *at, lanes x) { _mm512_storeu_ps(at, x); }
static inline unsigned below(lanes x, lanes y) { return _mm512_cmp_ps_mask(x, y, _CMP_LT_OQ); }
static inline lanes smaller(lanes x, lanes y) { return _mm512_min_ps(x, y); }
static inline lanes larger(lanes x, lanes y) { return _mm512_max_ps(x, y); }
static inline lanes magnitude(lanes x) { return _mm512_abs_ps(x); }
static inline float sum_lanes(lanes x) { return _mm512_reduce_add_ps(x); }
static inline float smallest_lane(lanes x) { return _mm512_reduce_min_ps(x); }
static inline lanes choose_below(lanes x, lanes y, lanes yes, lanes no) {
  return _mm512_mask_mov_ps(no, _mm512_cmp_ps_mask(x, y, _CMP_LT_OQ), yes);
}

#include "template.h"
#endif
