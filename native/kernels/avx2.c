/* AVX2 with FMA: compiled with its own flags, called only where the processor has both. */
#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>

#include "transpose-x86.h"

#define NAME kernels_avx2
#define SET_NAME "avx2"
#define LANES 8
#define TILE_ROWS 4
#define PANEL_VECTORS 3
#define STREAM_COLUMNS 3
#define MOST_STREAMED 12

typedef __m256 lanes;

static inline lanes spread(float x) { return _mm256_set1_ps(x); }
static inline lanes load(const float *at) { return _mm256_loadu_ps(at); }
static inline void store(float *at, lanes x) { _mm256_storeu_ps(at, x); }
static inline unsigned below(lanes x, lanes y) { return (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(x, y, _CMP_LT_OQ)); }
static inline lanes smaller(lanes x, lanes y) { return _mm256_min_ps(x, y); }
static inline lanes larger(lanes x, lanes y) { return _mm256_max_ps(x, y); }
static inline lanes magnitude(lanes x) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), x); }
static inline lanes choose_below(lanes x, lanes y, lanes yes, lanes no) {
  return _mm256_blendv_ps(no, yes, _mm256_cmp_ps(x, y, _CMP_LT_OQ));
}
static inline float sum_lanes(lanes x) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}
static inline float smallest_lane(lanes x) {
  __m128 half = _mm_min_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  half = _mm_min_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_min_ss(half, _mm_movehdup_ps(half)));
}

#include "template.h"
#endif
