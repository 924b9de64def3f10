#include "block.h"

#include <math.h>
#include <stdlib.h>

#include "exact.h"

#define TASK_ROWS 1024

static void prepare_rows(void *context, int task, int worker) {
  (void)worker;
  struct block *block = context;
  size_t first = (size_t)task * TASK_ROWS;
  size_t end = first + TASK_ROWS < block->n ? first + TASK_ROWS : block->n;
  for (size_t i = first; i < end; i++) {
    double norm = exact_norm(block->rows + i * block->d, block->d);
    // One that float32 cannot rank makes the largest infinite, and with it the whole block unsafe.
    block->norms[i] = norm_is_safe(norm) ? (float)norm : INFINITY;
    key_terms(block->metric, norm, &block->bias[i], &block->scale[i]);
  }
}

void key_terms(enum metric metric, double norm, float *bias, float *scale) {
  *bias = metric == METRIC_L2 ? (float)(norm * norm) : 0;
  switch (metric) {
    case METRIC_L2: *scale = -2; break;
    case METRIC_COSINE: *scale = norm == 0 ? 0 : (float)(-1 / norm); break;
    case METRIC_DOT: *scale = -1; break;
    default: *scale = 1; break;
  }
}

int norm_is_safe(double norm) { return norm == 0 || (norm > 0x1p-60 && norm < 0x1p60); }

int block_is_safe(const struct block *block) { return block->largest_norm < INFINITY; }

enum outcome block_prepare(struct block *block, struct pool *pool) {
  block->bias = malloc(block->n * sizeof(float));
  block->scale = malloc(block->n * sizeof(float));
  block->norms = malloc(block->n * sizeof(float));
  if (block->bias == NULL || block->scale == NULL || block->norms == NULL) {
    block_release(block);
    return OUTCOME_OUT_OF_MEMORY;
  }
  pool_run(pool, pool_threads(pool), (int)((block->n + TASK_ROWS - 1) / TASK_ROWS), prepare_rows, block);
  block->largest_norm = 0;
  for (size_t i = 0; i < block->n; i++) {
    if (block->norms[i] > block->largest_norm) block->largest_norm = block->norms[i];
  }
  // Above the norms before they were rounded.
  block->largest_norm *= 1 + 0x1p-23;
  if (!block->is_certified) return OUTCOME_OK;
  enum outcome outcome =
      quantised_rows_create(&block->quantised, block->metric, block->rows, block->n, block->d, pool);
  if (outcome != OUTCOME_OK) block_release(block);
  return outcome;
}

void block_release(struct block *block) {
  free(block->bias);
  free(block->scale);
  free(block->norms);
  quantised_rows_release(&block->quantised);
  block->bias = block->scale = block->norms = NULL;
}
