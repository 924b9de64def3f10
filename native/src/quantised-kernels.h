#ifndef MLS_QUANTISED_KERNELS_H
#define MLS_QUANTISED_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/** Quantised vectors are padded with zeros to a multiple of so many int8. */
#define QUANTISED_ALIGNMENT 64

/** Elements whose products, of one biased to 255 with one of 127, int32 can sum whatever they are. */
#define MOST_SUMMED_ELEMENTS 65536

/** What makes an interval of a query's integer products: see quantised-search.c. */
struct interval_terms {
  double of_product;
  double of_error;
  double of_norm;
  double of_bias;
  double constant;
};

/** The inner loops over int8 for one instruction set. Vectors are padded, elements lie in [-127, 127]. */
struct quantised_kernels {
  const char *name;
  /**
   * Inner products of rows and columns that lie `stride` apart, over `length` elements (a multiple of
   * QUANTISED_ALIGNMENT, at most MOST_SUMMED_ELEMENTS): products[column * products_stride + row].
   */
  void (*products)(const int8_t *rows, int count, const int8_t *columns, int column_count, size_t stride, size_t length,
                   int32_t *products, size_t products_stride);
  /** Lower ends and half widths of intervals, from products in float64; gives whether any lower end is at most `limit`. */
  int (*intervals)(const int32_t *products, int count, const double *scale, const double *error, const double *norm,
                   const double *bias, const struct interval_terms *terms, double limit, double *low, double *half);
  int (*multiply_add)(int rounds);
  int operations_of_round;
};

#endif
