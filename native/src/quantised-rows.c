#include "quantised-rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exact.h"
#include "large-pages.h"
#include "quantised-kernels.h"

#define TASK_ROWS 256
#define MOST 127

size_t quantised_stride(size_t d) { return (d + QUANTISED_ALIGNMENT - 1) / QUANTISED_ALIGNMENT * QUANTISED_ALIGNMENT; }

struct quantised_vector quantise(const float *x, size_t d, int8_t *values, size_t stride) {
  float largest = 0;
  for (size_t j = 0; j < d; j++) largest = fabsf(x[j]) > largest ? fabsf(x[j]) : largest;
  double rounded = 1 + ((double)d + 8) * 0x1p-52;
  double length = exact_norm(x, d), norm = length * rounded;
  memset(values, 0, stride);
  // More products than int32 can sum: the copy says nothing, and nothing is ruled out by it.
  if (d > MOST_SUMMED_ELEMENTS) return (struct quantised_vector){.scale = 1, .error = norm, .norm = norm, .length = length};
  if (largest == 0) return (struct quantised_vector){.scale = 1};
  double scale = (double)largest / MOST, inverse = MOST / (double)largest, squares = 0;
  for (size_t j = 0; j < d; j++) {
    double rest, value = rint((double)x[j] * inverse);
    value = value > MOST ? MOST : value < -MOST ? -MOST : value;
    values[j] = (int8_t)value;
    rest = (double)x[j] - scale * value;
    squares += rest * rest;
  }
  double error = sqrt(squares) * rounded + norm * 0x1p-51;
  return (struct quantised_vector){.scale = scale, .error = error, .norm = norm, .length = length};
}

struct quantise_job {
  struct quantised_rows *to;
  enum metric metric;
  const float *rows;
  size_t n;
  size_t d;
};

static void quantise_row(const struct quantise_job *job, size_t row) {
  struct quantised_rows *to = job->to;
  struct quantised_vector terms =
      quantise(job->rows + row * job->d, job->d, to->values + row * to->stride, to->stride);
  to->bias[row] = job->metric == METRIC_L2 ? terms.length * terms.length : 0;
  double share = 1;
  if (job->metric == METRIC_COSINE) share = terms.length == 0 ? 0 : 1 / terms.length;
  to->scale[row] = terms.scale * share;
  to->error[row] = terms.error * share;
  to->norm[row] = terms.norm * share;
}

static void quantise_task(void *context, int task, int worker) {
  (void)worker;
  const struct quantise_job *job = context;
  size_t first = (size_t)task * TASK_ROWS;
  size_t end = first + TASK_ROWS < job->n ? first + TASK_ROWS : job->n;
  for (size_t row = first; row < end; row++) quantise_row(job, row);
}

static int8_t *allocate_values(size_t bytes) {
  void *made = NULL;
  size_t alignment = bytes >= 2 * LARGE_PAGE ? LARGE_PAGE : QUANTISED_ALIGNMENT;
  if (posix_memalign(&made, alignment, bytes) != 0) return NULL;
  prefer_large_pages(made, bytes);
  return made;
}

enum outcome quantised_rows_create(struct quantised_rows *quantised, enum metric metric, const float *rows, size_t n,
                                   size_t d, struct pool *pool) {
  size_t stride = quantised_stride(d);
  *quantised = (struct quantised_rows){.stride = stride};
  quantised->values = allocate_values(n * stride);
  quantised->scale = malloc(n * sizeof(double));
  quantised->error = malloc(n * sizeof(double));
  quantised->norm = malloc(n * sizeof(double));
  quantised->bias = malloc(n * sizeof(double));
  if (quantised->values == NULL || quantised->scale == NULL || quantised->error == NULL || quantised->norm == NULL ||
      quantised->bias == NULL) {
    quantised_rows_release(quantised);
    return OUTCOME_OUT_OF_MEMORY;
  }
  struct quantise_job job = {quantised, metric, rows, n, d};
  pool_run(pool, pool_threads(pool), (int)((n + TASK_ROWS - 1) / TASK_ROWS), quantise_task, &job);
  return OUTCOME_OK;
}

void quantised_rows_release(struct quantised_rows *quantised) {
  free(quantised->values);
  free(quantised->scale);
  free(quantised->error);
  free(quantised->norm);
  free(quantised->bias);
  *quantised = (struct quantised_rows){0};
}
