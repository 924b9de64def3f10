#include "distances.h"

#include <math.h>

#include "columns.h"
#include "exact.h"
#include "partition.h"
#include "scores.h"

struct distances_job {
  const struct search *search;
  struct partition cut;
  struct scorer *scorers;
  double *query_norms;
  /** Share of |x|^2 + |y|^2 below which a square by norms and product is mostly rounding error. */
  float cancelled;
  float *out;
};

static float exact_of(const struct distances_job *job, int query, size_t row) {
  const struct block *block = job->search->block;
  return (float)exact_distance(block->metric, job->search->queries + (size_t)query * block->d,
                               block->rows + row * block->d, block->d);
}

static float distance_of(const struct distances_job *job, int query, size_t row, float score) {
  const struct block *block = job->search->block;
  float norm = (float)job->query_norms[query];
  float key = block->bias[row] + block->scale[row] * score;
  switch (block->metric) {
    case METRIC_L2: {
      float squared = key + norm * norm;
      return squared > job->cancelled * (norm * norm + block->bias[row]) ? sqrtf(squared) : exact_of(job, query, row);
    }
    case METRIC_COSINE: return norm == 0 ? 1 : 1 + key / norm;
    default: return key;
  }
}

static void write_query(const struct distances_job *job, int query, size_t first, int rows, const float *scores,
                        int stride) {
  const struct block *block = job->search->block;
  float *out = job->out + (size_t)query * block->n + first;
  int is_safe = block_is_safe(block) && norm_is_safe(job->query_norms[query]);
  for (int i = 0; i < rows; i++) {
    out[i] = is_safe ? distance_of(job, query, first + i, scores[(size_t)i * stride]) : exact_of(job, query, first + i);
  }
}

static void distances_task(void *context, int task, int worker) {
  struct distances_job *job = context;
  struct scorer *scorer = &job->scorers[worker];
  int lanes = scorer->kernels->panel_columns;
  size_t end = task_end(&job->cut, task);
  for (size_t first = task_first(&job->cut, task); first < end; first += CHUNK_ROWS) {
    int rows = end - first < CHUNK_ROWS ? (int)(end - first) : CHUNK_ROWS;
    for (int panel = 0; panel < scorer->columns->panels;) {
      int panels = scorer_score(scorer, first, rows, panel);
      for (int c = 0; c < panels * lanes && panel * lanes + c < job->search->query_count; c++) {
        const float *scores = scorer->scores + (size_t)(c / lanes) * scorer_panel_stride(scorer) + c % lanes;
        write_query(job, panel * lanes + c, first, rows, scores, lanes);
      }
      panel += panels;
    }
  }
}

enum outcome all_distances(const struct search *search, struct pool *pool, float *out) {
  const struct block *block = search->block;
  size_t queries = (size_t)search->query_count;
  size_t threads = (size_t)pool_threads(pool);
  struct arena *arena = pool_arena(pool, -1);
  if (!arena_reset(arena, columns_bytes(search->kernels, search->query_count, block->d) +
                              arena_size(queries * sizeof(double)) + arena_size(threads * sizeof(struct scorer)))) {
    return OUTCOME_OUT_OF_MEMORY;
  }
  struct columns columns = columns_pack(search->kernels, search->queries, search->query_count, block->d, arena);
  struct distances_job job = {.search = search, .out = out};
  job.cancelled = 16 * sqrtf((float)block->d) * 0x1p-24f;
  job.query_norms = arena_take(arena, queries * sizeof(double));
  job.scorers = arena_take(arena, threads * sizeof(struct scorer));
  for (size_t q = 0; q < queries; q++) job.query_norms[q] = exact_norm(search->queries + q * block->d, block->d);
  job.cut = partition_rows(block->n, (double)block->d * (double)queries, pool_threads(pool));
  for (int w = 0; w < job.cut.workers; w++) {
    struct arena *own = pool_arena(pool, w);
    if (!arena_reset(own, scorer_bytes(search->kernels, &columns))) return OUTCOME_OUT_OF_MEMORY;
    job.scorers[w] = scorer_create(search->kernels, block, &columns, own);
  }
  pool_run(pool, job.cut.workers, job.cut.tasks, distances_task, &job);
  return OUTCOME_OK;
}

struct pairs_job {
  const struct row_pairs *pairs;
  struct partition cut;
};

static void pairs_task(void *context, int task, int worker) {
  (void)worker;
  const struct pairs_job *job = context;
  const struct row_pairs *pairs = job->pairs;
  size_t end = task_end(&job->cut, task);
  for (size_t i = task_first(&job->cut, task); i < end; i++) {
    pairs->out[i] = (float)exact_distance(pairs->metric, pairs->x + i * pairs->d, pairs->y + i * pairs->d, pairs->d);
  }
}

void row_distances(const struct row_pairs *pairs, struct pool *pool) {
  struct pairs_job job = {.pairs = pairs};
  // An element takes about as long as eight in vectors.
  job.cut = partition_rows(pairs->n, 8.0 * (double)pairs->d, pool_threads(pool));
  pool_run(pool, job.cut.workers, job.cut.tasks, pairs_task, &job);
}
