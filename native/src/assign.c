#include "assign.h"

#include <math.h>

#include "columns.h"
#include "exact.h"
#include "partition.h"
#include "scores.h"

struct assign_job {
  const struct assignment *assignment;
  struct partition cut;
  struct scorer *scorers;
  /** Of the centroids; padding has an infinite bias and is never nearest. */
  float *bias;
  float *scale;
};

static float distance_of(const struct block *block, size_t row, float key) {
  if (key == INFINITY) return INFINITY;
  if (block->metric == METRIC_L2) {
    float squared = key + block->norms[row] * block->norms[row];
    return squared > 0 ? sqrtf(squared) : 0;
  }
  return block->norms[row] == 0 ? 1 : 1 + key / block->norms[row];
}

static void assign_chunk(const struct assign_job *job, struct scorer *scorer, size_t first, int rows) {
  const struct assignment *assignment = job->assignment;
  const struct kernels *kernels = assignment->kernels;
  struct nearest_three near[CHUNK_ROWS];
  for (int i = 0; i < rows; i++) near[i] = (struct nearest_three){INFINITY, INFINITY, INFINITY, 0, 0};
  for (int panel = 0; panel < scorer->columns->panels;) {
    int panels = scorer_score(scorer, first, rows, panel);
    int column = panel * kernels->panel_columns;
    kernels->assign(scorer->scores, scorer_panel_stride(scorer), panels, rows, job->bias + column, job->scale + column,
                    column, near);
    panel += panels;
  }
  for (int i = 0; i < rows; i++) {
    assignment->labels[first + i] = near[i].label;
    assignment->first[first + i] = distance_of(assignment->block, first + i, near[i].first);
    assignment->second[first + i] = distance_of(assignment->block, first + i, near[i].second);
    assignment->third[first + i] = distance_of(assignment->block, first + i, near[i].third);
    assignment->runners_up[first + i] = near[i].runner_up;
  }
}

static void assign_task(void *context, int task, int worker) {
  struct assign_job *job = context;
  size_t end = task_end(&job->cut, task);
  for (size_t first = task_first(&job->cut, task); first < end; first += CHUNK_ROWS) {
    int rows = end - first < CHUNK_ROWS ? (int)(end - first) : CHUNK_ROWS;
    assign_chunk(job, &job->scorers[worker], first, rows);
  }
}

static void leave_undecided(const struct assignment *assignment) {
  for (size_t i = 0; i < assignment->block->n; i++) {
    assignment->labels[i] = 0;
    assignment->first[i] = NAN;
    assignment->second[i] = NAN;
    assignment->third[i] = NAN;
    assignment->runners_up[i] = 0;
  }
}

/** Returns 0 where a centroid's norm is not safe. */
static int centroid_terms(const struct assignment *assignment, size_t padded, float *bias, float *scale) {
  size_t d = assignment->block->d;
  for (size_t c = 0; c < padded; c++) {
    bias[c] = INFINITY;
    scale[c] = 0;
    if (c >= (size_t)assignment->centroid_count) continue;
    double norm = exact_norm(assignment->centroids + c * d, d);
    if (!norm_is_safe(norm)) return 0;
    key_terms(assignment->block->metric, norm, &bias[c], &scale[c]);
  }
  return 1;
}

enum outcome assign_rows(const struct assignment *assignment, struct pool *pool) {
  const struct block *block = assignment->block;
  const struct kernels *kernels = assignment->kernels;
  int count = assignment->centroid_count;
  size_t padded = padded_columns(kernels, count);
  size_t threads = (size_t)pool_threads(pool);
  struct arena *arena = pool_arena(pool, -1);
  if (!arena_reset(arena, columns_bytes(kernels, count, block->d) + 2 * arena_size(padded * sizeof(float)) +
                              arena_size(threads * sizeof(struct scorer)))) {
    return OUTCOME_OUT_OF_MEMORY;
  }
  struct assign_job job = {.assignment = assignment};
  job.bias = arena_take(arena, padded * sizeof(float));
  job.scale = arena_take(arena, padded * sizeof(float));
  job.scorers = arena_take(arena, threads * sizeof(struct scorer));
  if (!centroid_terms(assignment, padded, job.bias, job.scale) || !block_is_safe(block)) {
    leave_undecided(assignment);
    return OUTCOME_OK;
  }
  struct columns columns = columns_pack(kernels, assignment->centroids, count, block->d, arena);
  job.cut = partition_rows(block->n, (double)block->d * count, pool_threads(pool));
  for (int w = 0; w < job.cut.workers; w++) {
    struct arena *own = pool_arena(pool, w);
    if (!arena_reset(own, scorer_bytes(kernels, &columns))) return OUTCOME_OUT_OF_MEMORY;
    job.scorers[w] = scorer_create(kernels, block, &columns, own);
  }
  pool_run(pool, job.cut.workers, job.cut.tasks, assign_task, &job);
  return OUTCOME_OK;
}
