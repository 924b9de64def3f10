#include "rescan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "certainty.h"
#include "columns.h"
#include "exact.h"
#include "heap.h"
#include "partition.h"
#include "scores.h"

/** A doubtful query. Unless it is safe, no key rules anything out. */
struct suspect {
  const float *vector;
  double distance;
  double norm;
  int query;
  int is_safe;
};

struct rescan_job {
  const struct search *search;
  struct partition cut;
  struct suspect *suspects;
  int count;
  /** A key at or above this is too far, whatever the row's norm. */
  float *limits;
  struct ranking *rankings;
  int32_t *ids;
};

/** The memory of one worker. */
struct ranking {
  const struct rescan_job *job;
  struct scorer scorer;
  struct exact_heap heaps;
};

static struct exact_heap heap_of(const struct ranking *ranking, int suspect) {
  struct exact_heap heap = ranking->heaps;
  heap.distances += (size_t)suspect * (size_t)heap.capacity;
  heap.ids += (size_t)suspect * (size_t)heap.capacity;
  return heap;
}

static void rank(struct ranking *ranking, int suspect, size_t row) {
  const struct block *block = ranking->job->search->block;
  const float *x = ranking->job->suspects[suspect].vector;
  double distance = exact_distance(block->metric, x, block->rows + row * block->d, block->d);
  exact_heap_offer(heap_of(ranking, suspect), distance, (int32_t)row);
}

static void consider(void *context, int column, size_t row, float key) {
  struct ranking *ranking = context;
  const struct block *block = ranking->job->search->block;
  const struct suspect *suspect = &ranking->job->suspects[column];
  // The limit allowed for the largest norm; this row's own may rule it out.
  double limit = key_of_distance(block->metric, suspect->distance, suspect->norm) +
                 key_error(block, suspect->distance, suspect->norm, block->norms[row] * (1 + 0x1p-23));
  if ((double)key <= limit) rank(ranking, column, row);
}

static void rank_unsafe(struct ranking *ranking, size_t first, size_t end) {
  for (int s = 0; s < ranking->job->count; s++) {
    if (ranking->job->suspects[s].is_safe) continue;
    for (size_t row = first; row < end; row++) rank(ranking, s, row);
  }
}

static void scan_rows(void *context, int task, int worker) {
  struct rescan_job *job = context;
  struct ranking *ranking = &job->rankings[worker];
  size_t first = task_first(&job->cut, task), end = task_end(&job->cut, task);
  rank_unsafe(ranking, first, end);
  if (!block_is_safe(job->search->block)) return;
  scorer_select(&ranking->scorer, first, end, job->limits, consider, ranking);
}

static void merge_suspect(void *context, int suspect, int worker) {
  (void)worker;
  struct rescan_job *job = context;
  struct exact_heap answer = heap_of(&job->rankings[0], suspect);
  for (int w = 1; w < job->cut.workers; w++) {
    struct exact_heap other = heap_of(&job->rankings[w], suspect);
    for (int i = 0; i < other.capacity; i++) exact_heap_offer(answer, other.distances[i], other.ids[i]);
  }
  size_t at = (size_t)job->suspects[suspect].query * (size_t)answer.capacity;
  memcpy(job->ids + at, answer.ids, (size_t)answer.capacity * sizeof(int32_t));
}

static int create_ranking(const struct rescan_job *job, const struct columns *columns, struct arena *arena,
                          struct ranking *ranking) {
  size_t kept = (size_t)job->count * (size_t)job->search->k;
  size_t bytes = scorer_bytes(job->search->kernels, columns) + arena_size(kept * sizeof(double)) +
                 arena_size(kept * sizeof(int32_t));
  if (!arena_reset(arena, bytes)) return 0;
  ranking->job = job;
  ranking->scorer = scorer_create(job->search->kernels, job->search->block, columns, arena);
  ranking->heaps.capacity = job->search->k;
  ranking->heaps.distances = arena_take(arena, kept * sizeof(double));
  ranking->heaps.ids = arena_take(arena, kept * sizeof(int32_t));
  for (int s = 0; s < job->count; s++) exact_heap_clear(heap_of(ranking, s));
  return 1;
}

static float limit_of(const struct block *block, const struct suspect *suspect) {
  if (!suspect->is_safe) return -INFINITY;
  double limit = key_of_distance(block->metric, suspect->distance, suspect->norm) +
                 key_error(block, suspect->distance, suspect->norm, block->largest_norm);
  // Twice up: once for the rounding, once because `select` wants keys below the limit.
  return nextafterf(nextafterf((float)limit, INFINITY), INFINITY);
}

/** Everything in the job's arena but what `doubtful`, which lies there too, says: so it is copied out first. */
static enum outcome rescan(const struct search *search, struct pool *pool, struct suspect *suspects, float *queries,
                           int count, int32_t *ids) {
  struct rescan_job job = {.search = search, .suspects = suspects, .count = count, .ids = ids};
  struct arena *arena = pool_arena(pool, -1);
  size_t d = search->block->d;
  size_t threads = (size_t)pool_threads(pool);
  size_t padded = padded_columns(search->kernels, count);
  if (!arena_reset(arena, columns_bytes(search->kernels, count, d) + arena_size(padded * sizeof(float)) +
                              arena_size(threads * sizeof(struct ranking)))) {
    return OUTCOME_OUT_OF_MEMORY;
  }
  struct columns columns = columns_pack(search->kernels, queries, count, d, arena);
  job.limits = arena_take(arena, padded * sizeof(float));
  job.rankings = arena_take(arena, threads * sizeof(struct ranking));
  job.cut = partition_rows(search->block->n, (double)d * count, pool_threads(pool));
  for (size_t s = 0; s < padded; s++) {
    job.limits[s] = s < (size_t)count ? limit_of(search->block, &suspects[s]) : -INFINITY;
  }
  for (int w = 0; w < job.cut.workers; w++) {
    if (!create_ranking(&job, &columns, pool_arena(pool, w), &job.rankings[w])) return OUTCOME_OUT_OF_MEMORY;
  }
  pool_run(pool, job.cut.workers, job.cut.tasks, scan_rows, &job);
  pool_run(pool, job.cut.workers, count, merge_suspect, &job);
  return OUTCOME_OK;
}

enum outcome rescan_doubtful(const struct search *search, struct pool *pool, const double *doubtful, int32_t *ids) {
  const struct block *block = search->block;
  int count = 0;
  for (int q = 0; q < search->query_count; q++) count += doubtful[q] != -INFINITY;
  if (count == 0) return OUTCOME_OK;
  struct suspect *suspects = malloc((size_t)count * sizeof *suspects);
  float *queries = malloc((size_t)count * block->d * sizeof *queries);
  enum outcome outcome = OUTCOME_OUT_OF_MEMORY;
  if (suspects != NULL && queries != NULL) {
    int at = 0;
    for (int q = 0; q < search->query_count; q++) {
      if (doubtful[q] == -INFINITY) continue;
      const float *vector = search->queries + (size_t)q * block->d;
      double norm = exact_norm(vector, block->d);
      memcpy(queries + (size_t)at * block->d, vector, block->d * sizeof(float));
      suspects[at++] = (struct suspect){vector, doubtful[q], norm, q, block_is_safe(block) && norm_is_safe(norm)};
    }
    outcome = rescan(search, pool, suspects, queries, count, ids);
  }
  free(suspects);
  free(queries);
  return outcome;
}
