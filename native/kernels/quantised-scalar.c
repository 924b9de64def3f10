/* Plain C, which compilers turn into whatever vectors every processor of a family has. */
#include <stdint.h>
#include <stddef.h>

#define NAME quantised_scalar
#define SET_NAME "scalar"
#define BYTES 16
#define TILE_ROWS 2
#define TILE_COLUMNS 1

typedef const int8_t *bytes;
typedef const int8_t *row_bytes;
typedef int32_t sums;

#define KEEP(x) __asm__ volatile("" : "+r"(x) : : "memory")
static inline row_bytes load_row(const int8_t *at) { return at; }
static inline bytes load_column(const int8_t *at) { return at; }
static inline sums no_sums(void) { return 0; }
static inline sums multiply_add_bytes(sums to, row_bytes x, bytes y) {
  int32_t sum = 0;
  for (int i = 0; i < BYTES; i++) sum += (int16_t)x[i] * (int16_t)y[i];
  return (int32_t)((uint32_t)to + (uint32_t)sum);
}
static inline void sum_rows(const sums *of, int32_t correction, int32_t *found) {
  for (int i = 0; i < TILE_ROWS; i++) found[i] = of[i] - correction;
}
static inline int32_t correction_of(const int8_t *column, size_t length) {
  (void)column, (void)length;
  return 0;
}

#include "quantised-template.h"
