#include <stddef.h>
#include <xmmintrin.h>

/** Writes four elements of four rows, `stride` floats apart, as four groups of four, `step` floats apart. */
static inline void transpose4(const float *rows, size_t stride, float *out, size_t step) {
  __m128 a = _mm_loadu_ps(rows), b = _mm_loadu_ps(rows + stride);
  __m128 c = _mm_loadu_ps(rows + 2 * stride), d = _mm_loadu_ps(rows + 3 * stride);
  _MM_TRANSPOSE4_PS(a, b, c, d);
  _mm_storeu_ps(out, a);
  _mm_storeu_ps(out + step, b);
  _mm_storeu_ps(out + 2 * step, c);
  _mm_storeu_ps(out + 3 * step, d);
}
