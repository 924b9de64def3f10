/* Compiled without contraction: a fused multiply-add would round differently from the shared engine's JavaScript. */
#include "exact.h"

#include <math.h>

static double l2(const float *x, const float *y, size_t d) {
  double sum = 0;
  for (size_t j = 0; j < d; j++) {
    double difference = (double)x[j] - (double)y[j];
    sum += difference * difference;
  }
  return sqrt(sum);
}

static double cosine(const float *x, const float *y, size_t d) {
  double product = 0, x_squared = 0, y_squared = 0;
  for (size_t j = 0; j < d; j++) {
    double a = x[j], b = y[j];
    product += a * b;
    x_squared += a * a;
    y_squared += b * b;
  }
  if (x_squared == 0 || y_squared == 0) return 1;
  return 1 - product / (sqrt(x_squared) * sqrt(y_squared));
}

static double dot(const float *x, const float *y, size_t d) {
  double sum = 0;
  for (size_t j = 0; j < d; j++) sum += (double)x[j] * (double)y[j];
  return -sum;
}

static double l1(const float *x, const float *y, size_t d) {
  double sum = 0;
  for (size_t j = 0; j < d; j++) sum += fabs((double)x[j] - (double)y[j]);
  return sum;
}

double exact_distance(enum metric metric, const float *x, const float *y, size_t d) {
  switch (metric) {
    case METRIC_L2: return l2(x, y, d);
    case METRIC_COSINE: return cosine(x, y, d);
    case METRIC_DOT: return dot(x, y, d);
    default: return l1(x, y, d);
  }
}

double exact_norm(const float *x, size_t d) {
  // Four sums, as nobody compares norms bit for bit: one would wait for each addition in turn.
  double sums[4] = {0};
  size_t j = 0;
  for (; j + 4 <= d; j += 4) {
    for (int i = 0; i < 4; i++) sums[i] += (double)x[j + i] * (double)x[j + i];
  }
  for (; j < d; j++) sums[0] += (double)x[j] * (double)x[j];
  return sqrt((sums[0] + sums[1]) + (sums[2] + sums[3]));
}
