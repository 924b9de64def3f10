/* AVX2: |y| times x with the sign of y, so that two products, at most 2 x 127 x 127, fit the 16 bits they are summed in. */
#if defined(__AVX2__)
#include <immintrin.h>
#include <stdint.h>
#include <stddef.h>

#define NAME quantised_avx2
#define SET_NAME "avx2"
#define BYTES 32
#define TILE_ROWS 4
#define TILE_COLUMNS 2

typedef __m256i bytes;
typedef __m256i row_bytes;
typedef __m256i sums;

#define KEEP(x) __asm__ volatile("" : "+x"(x))
static inline row_bytes load_row(const int8_t *at) { return _mm256_loadu_si256((const __m256i *)at); }
static inline bytes load_column(const int8_t *at) { return _mm256_loadu_si256((const __m256i *)at); }
static inline sums no_sums(void) { return _mm256_setzero_si256(); }
static inline sums multiply_add_bytes(sums to, row_bytes x, bytes y) {
  __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(y), _mm256_sign_epi8(x, y));
  return _mm256_add_epi32(to, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
static inline void sum_rows(const sums *of, int32_t correction, int32_t *found) {
  __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(of[0], of[1]), _mm256_hadd_epi32(of[2], of[3]));
  __m128i half = _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
  _mm_storeu_si128((__m128i *)found, _mm_sub_epi32(half, _mm_set1_epi32(correction)));
}
static inline int32_t correction_of(const int8_t *column, size_t length) {
  (void)column, (void)length;
  return 0;
}

#include "quantised-template.h"
#endif
