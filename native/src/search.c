#include "search.h"

#include <math.h>
#include <stdlib.h>

#include "certainty.h"
#include "certified-search.h"
#include "columns.h"
#include "exact.h"
#include "heap.h"
#include "partition.h"
#include "rescan.h"
#include "scores.h"

/** The memory of one worker: a heap for each query and the limit that its top sets. */
struct selection {
  struct scorer scorer;
  struct key_heap heaps;
  float *limits;
};

struct nearest_job {
  const struct search *search;
  struct partition cut;
  struct selection *selections;
  int32_t *ids;
  /** Of each query, for `rescan_queries`: the k-th distance among what was kept, negative where that is the answer. */
  double *doubtful;
  struct exact_heap *answers;
};

static struct key_heap heap_of(const struct selection *selection, int query) {
  struct key_heap heap = selection->heaps;
  heap.keys += (size_t)query * (size_t)heap.capacity;
  heap.ids += (size_t)query * (size_t)heap.capacity;
  return heap;
}

static void keep(void *context, int query, size_t row, float key) {
  struct selection *selection = context;
  struct key_heap heap = heap_of(selection, query);
  key_heap_replace(heap, key, (int32_t)row);
  selection->limits[query] = heap.keys[0];
}

static void scan_rows(void *context, int task, int worker) {
  struct nearest_job *job = context;
  struct selection *selection = &job->selections[worker];
  scorer_select(&selection->scorer, task_first(&job->cut, task), task_end(&job->cut, task), selection->limits, keep, selection);
}

/** Merges what the workers kept for one query, ranks it in float64, and finds out whether it is proven. */
static void decide_query(void *context, int query, int worker) {
  struct nearest_job *job = context;
  const struct search *search = job->search;
  const struct block *block = search->block;
  const float *x = search->queries + (size_t)query * block->d;
  struct key_heap kept = heap_of(&job->selections[0], query);
  for (int w = 1; w < job->cut.workers; w++) {
    struct key_heap other = heap_of(&job->selections[w], query);
    for (int i = 0; i < other.capacity; i++) {
      if (other.keys[i] < kept.keys[0]) key_heap_replace(kept, other.keys[i], other.ids[i]);
    }
  }
  struct exact_heap answer = job->answers[worker];
  exact_heap_clear(answer);
  for (int i = 0; i < kept.capacity; i++) {
    if (kept.ids[i] < 0) continue;
    const float *row = block->rows + (size_t)kept.ids[i] * block->d;
    exact_heap_offer(answer, exact_distance(block->metric, x, row, block->d), kept.ids[i]);
  }
  for (int i = 0; i < search->k; i++) job->ids[(size_t)query * (size_t)search->k + i] = answer.ids[i];
  double farthest = answer.distances[0];
  double norm = exact_norm(x, block->d);
  // With every row kept none was missed; keys that overflow are not kept.
  int is_proven = (size_t)kept.capacity == block->n && kept.keys[0] < INFINITY;
  if (!is_proven && block_is_safe(block) && norm_is_safe(norm)) {
    double limit = key_of_distance(block->metric, farthest, norm) + key_error(block, farthest, norm, block->largest_norm);
    is_proven = (double)kept.keys[0] > limit;
  }
  job->doubtful[query] = is_proven ? -INFINITY : farthest;
}

/** Rows kept beyond k: the farther the last of them, the more often the keys prove the answer. */
static int kept_rows(const struct search *search) {
  size_t kept = (size_t)search->k + 8 + (size_t)search->k / 16;
  return kept < search->block->n ? (int)kept : (int)search->block->n;
}

static size_t selection_bytes(const struct search *search, const struct columns *columns) {
  size_t heaps = (size_t)search->query_count * (size_t)kept_rows(search);
  size_t limits = padded_columns(search->kernels, search->query_count) * sizeof(float);
  return scorer_bytes(search->kernels, columns) + arena_size(heaps * sizeof(float)) +
         arena_size(heaps * sizeof(int32_t)) + arena_size(limits) + arena_size((size_t)search->k * sizeof(double)) +
         arena_size((size_t)search->k * sizeof(int32_t));
}

static int create_selection(const struct search *search, const struct columns *columns, struct arena *arena,
                            struct selection *selection, struct exact_heap *answer) {
  if (!arena_reset(arena, selection_bytes(search, columns))) return 0;
  int capacity = kept_rows(search);
  size_t heaps = (size_t)search->query_count * (size_t)capacity;
  size_t padded = padded_columns(search->kernels, search->query_count);
  selection->scorer = scorer_create(search->kernels, search->block, columns, arena);
  selection->heaps.capacity = capacity;
  selection->heaps.keys = arena_take(arena, heaps * sizeof(float));
  selection->heaps.ids = arena_take(arena, heaps * sizeof(int32_t));
  selection->limits = arena_take(arena, padded * sizeof(float));
  *answer = (struct exact_heap){.capacity = search->k};
  answer->distances = arena_take(arena, (size_t)search->k * sizeof(double));
  answer->ids = arena_take(arena, (size_t)search->k * sizeof(int32_t));
  for (int q = 0; q < search->query_count; q++) key_heap_clear(heap_of(selection, q));
  // Nothing lies below the limits of the padding.
  for (size_t q = 0; q < padded; q++) selection->limits[q] = q < (size_t)search->query_count ? INFINITY : -INFINITY;
  return 1;
}

static enum outcome scan_and_decide(const struct search *search, struct pool *pool, int32_t *ids, double **doubtful) {
  struct arena *arena = pool_arena(pool, -1);
  size_t threads = (size_t)pool_threads(pool);
  size_t queries = (size_t)search->query_count;
  size_t bytes = columns_bytes(search->kernels, search->query_count, search->block->d) +
                 arena_size(queries * sizeof(double)) + arena_size(threads * sizeof(struct selection)) +
                 arena_size(threads * sizeof(struct exact_heap));
  if (!arena_reset(arena, bytes)) return OUTCOME_OUT_OF_MEMORY;
  struct columns columns =
      columns_pack(search->kernels, search->queries, search->query_count, search->block->d, arena);
  struct nearest_job job = {.search = search, .ids = ids};
  job.cut = partition_rows(search->block->n, (double)search->block->d * (double)queries, pool_threads(pool));
  job.doubtful = arena_take(arena, queries * sizeof(double));
  job.selections = arena_take(arena, threads * sizeof(struct selection));
  job.answers = arena_take(arena, threads * sizeof(struct exact_heap));
  for (int w = 0; w < job.cut.workers; w++) {
    if (!create_selection(search, &columns, pool_arena(pool, w), &job.selections[w], &job.answers[w])) {
      return OUTCOME_OUT_OF_MEMORY;
    }
  }
  pool_run(pool, job.cut.workers, job.cut.tasks, scan_rows, &job);
  pool_run(pool, job.cut.workers, search->query_count, decide_query, &job);
  *doubtful = job.doubtful;
  return OUTCOME_OK;
}

static void take_all(const struct search *search, int32_t *ids) {
  for (int q = 0; q < search->query_count; q++) {
    for (int i = 0; i < search->k; i++) ids[(size_t)q * (size_t)search->k + i] = i;
  }
}

enum outcome search_nearest(const struct search *search, struct pool *pool, int32_t *ids, double *reranked) {
  *reranked = 0;
  if ((size_t)search->k == search->block->n) {
    take_all(search, ids);
    return OUTCOME_OK;
  }
  if (search->block->is_certified) return certified_nearest(search, pool, ids, reranked);
  double *doubtful;
  enum outcome outcome = scan_and_decide(search, pool, ids, &doubtful);
  return outcome == OUTCOME_OK ? rescan_doubtful(search, pool, doubtful, ids) : outcome;
}
