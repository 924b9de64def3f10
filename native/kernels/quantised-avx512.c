/* AVX-512 VNNI: products of unsigned and signed bytes, so rows are biased by 128, which is taken off at the end. */
#if defined(__AVX512VNNI__) && defined(__AVX512BW__)
#include <immintrin.h>
#include <stdint.h>
#include <stddef.h>

#define NAME quantised_avx512
#define SET_NAME "avx512-vnni"
#define BYTES 64
#define TILE_ROWS 4
#define TILE_COLUMNS 6

typedef __m512i bytes;
typedef __m512i row_bytes;
typedef __m512i sums;

#define KEEP(x) __asm__ volatile("" : "+v"(x))
static inline row_bytes load_row(const int8_t *at) {
  return _mm512_xor_si512(_mm512_loadu_si512(at), _mm512_set1_epi8((char)0x80));
}
static inline bytes load_column(const int8_t *at) { return _mm512_loadu_si512(at); }
static inline sums no_sums(void) { return _mm512_setzero_si512(); }
static inline sums multiply_add_bytes(sums to, row_bytes x, bytes y) {
  // Of the intrinsic GCC 12 copies the sum, and then there are not enough registers for a tile.
  __asm__("vpdpbusd %2, %1, %0" : "+v"(to) : "v"(x), "v"(y));
  return to;
}
/** Four sums at once: pairs, then pairs of pairs, then the four quarters of the vector. */
static inline void sum_rows(const sums *of, int32_t correction, int32_t *found) {
  __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(of[0], of[1]), _mm512_unpackhi_epi32(of[0], of[1]));
  __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(of[2], of[3]), _mm512_unpackhi_epi32(of[2], of[3]));
  __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
  __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
  __m128i quarter = _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
  _mm_storeu_si128((__m128i *)found, _mm_sub_epi32(quarter, _mm_set1_epi32(correction)));
}
static inline int32_t correction_of(const int8_t *column, size_t length) {
  sums sum = no_sums();
  for (size_t k = 0; k < length; k += BYTES) {
    sum = _mm512_dpbusd_epi32(sum, _mm512_set1_epi8((char)0x80), load_column(column + k));
  }
  return _mm512_reduce_add_epi32(sum);
}

#include "quantised-template.h"
#endif
