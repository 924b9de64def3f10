#include "certified-search.h"

#include <math.h>
#include <stdlib.h>

#include "certified-query.h"
#include "exact.h"
#include "heap.h"
#include "partition.h"
#include "quantised-rows.h"
#include "survivors.h"

/** Queries whose products with a chunk of rows are made at once. */
#define GROUP_QUERIES 24

/** Survivors kept for all queries together; for a single one no more than MOST_SURVIVORS, but always a few times k. */
#define SURVIVORS (1 << 20)
#define MOST_SURVIVORS 8192

struct certified_job {
  const struct search *search;
  struct partition cut;
  const int8_t *values;
  const struct certified_query *queries;
  struct finder *finders;
  int32_t *ids;
};

/** The memory of one worker. */
struct finder {
  int32_t *products;
  double *low;
  double *half;
  struct survivors *survivors;
  /** Those of all workers together, while a query is decided. */
  struct survivor *together;
  double measured;
};

static void find_in_chunk(const struct certified_job *job, struct finder *finder, size_t first, int rows) {
  const struct search *search = job->search;
  const struct quantised_rows *copy = &search->block->quantised;
  for (int group = 0; group < search->query_count; group += GROUP_QUERIES) {
    int count = search->query_count - group < GROUP_QUERIES ? search->query_count - group : GROUP_QUERIES;
    search->quantised->products(copy->values + first * copy->stride, rows, job->values + (size_t)group * copy->stride,
                                count, copy->stride, copy->stride, finder->products, CHUNK_ROWS);
    for (int c = 0; c < count; c++) {
      struct survivors *survivors = &finder->survivors[group + c];
      int is_any = search->quantised->intervals(finder->products + c * CHUNK_ROWS, rows, copy->scale + first,
                                                copy->error + first, copy->norm + first, copy->bias + first,
                                                &job->queries[group + c].terms, survivors->limit, finder->low,
                                                finder->half);
      if (!is_any) continue;
      for (int i = 0; i < rows; i++) {
        if (finder->low[i] > survivors->limit) continue;
        survivors_add(survivors, search->block, &job->queries[group + c], (int32_t)(first + (size_t)i), finder->low[i],
                      finder->low[i] + 2 * finder->half[i], &finder->measured);
      }
    }
  }
}

static void find_task(void *context, int task, int worker) {
  const struct certified_job *job = context;
  size_t end = task_end(&job->cut, task);
  for (size_t first = task_first(&job->cut, task); first < end; first += CHUNK_ROWS) {
    int rows = end - first < CHUNK_ROWS ? (int)(end - first) : CHUNK_ROWS;
    find_in_chunk(job, &job->finders[worker], first, rows);
  }
}

static void decide_task(void *context, int query, int worker) {
  const struct certified_job *job = context;
  struct finder *own = &job->finders[worker];
  struct survivors answer = job->finders[0].survivors[query];
  struct survivor *together = own->together;
  int count = 0;
  for (int w = 0; w < job->cut.workers; w++) {
    struct survivors *some = &job->finders[w].survivors[query];
    if (w > 0) survivors_merge(&answer, some);
    for (int i = 0; i < some->count; i++) together[count++] = some->list[i];
  }
  answer.list = together;
  answer.count = count;
  survivors_measure(&answer, job->search->block, &job->queries[query], &own->measured);
  int k = job->search->k;
  for (int i = 0; i < k; i++) job->ids[(size_t)query * (size_t)k + (size_t)i] = answer.found.ids[i];
}

static int survivors_of_query(const struct search *search) {
  int least = 4 * search->k + 64;
  int share = SURVIVORS / search->query_count;
  if (share > MOST_SURVIVORS) share = MOST_SURVIVORS;
  return share > least ? share : least;
}

static size_t finder_bytes(const struct search *search, size_t workers) {
  size_t queries = (size_t)search->query_count, k = (size_t)search->k;
  size_t kept = (size_t)survivors_of_query(search) * sizeof(struct survivor);
  return arena_size(GROUP_QUERIES * CHUNK_ROWS * sizeof(int32_t)) + 2 * arena_size(CHUNK_ROWS * sizeof(double)) +
         arena_size(queries * sizeof(struct survivors)) + arena_size(queries * kept) + arena_size(workers * kept) +
         2 * arena_size(queries * k * sizeof(double)) + 2 * arena_size(queries * k * sizeof(int32_t));
}

static int create_finder(const struct search *search, size_t workers, struct arena *arena, struct finder *finder) {
  if (!arena_reset(arena, finder_bytes(search, workers))) return 0;
  size_t queries = (size_t)search->query_count, k = (size_t)search->k;
  int capacity = survivors_of_query(search);
  *finder = (struct finder){0};
  finder->products = arena_take(arena, GROUP_QUERIES * CHUNK_ROWS * sizeof(int32_t));
  finder->low = arena_take(arena, CHUNK_ROWS * sizeof(double));
  finder->half = arena_take(arena, CHUNK_ROWS * sizeof(double));
  finder->survivors = arena_take(arena, queries * sizeof(struct survivors));
  struct survivor *lists = arena_take(arena, queries * (size_t)capacity * sizeof(struct survivor));
  finder->together = arena_take(arena, workers * (size_t)capacity * sizeof(struct survivor));
  double *highs = arena_take(arena, queries * k * sizeof(double));
  double *distances = arena_take(arena, queries * k * sizeof(double));
  int32_t *high_ids = arena_take(arena, queries * k * sizeof(int32_t));
  int32_t *ids = arena_take(arena, queries * k * sizeof(int32_t));
  for (size_t q = 0; q < queries; q++) {
    struct survivors *survivors = &finder->survivors[q];
    *survivors = (struct survivors){.limit = INFINITY, .list = lists + q * (size_t)capacity, .capacity = capacity};
    survivors->highs = (struct exact_heap){highs + q * k, high_ids + q * k, search->k};
    survivors->found = (struct exact_heap){distances + q * k, ids + q * k, search->k};
    exact_heap_clear(survivors->highs);
    exact_heap_clear(survivors->found);
  }
  return 1;
}

enum outcome certified_nearest(const struct search *search, struct pool *pool, int32_t *ids, double *reranked) {
  const struct block *block = search->block;
  size_t queries = (size_t)search->query_count, stride = block->quantised.stride;
  size_t threads = (size_t)pool_threads(pool);
  struct arena *arena = pool_arena(pool, -1);
  if (!arena_reset(arena, arena_size(queries * stride) + arena_size(queries * sizeof(struct certified_query)) +
                              arena_size(threads * sizeof(struct finder)))) {
    return OUTCOME_OUT_OF_MEMORY;
  }
  struct certified_job job = {.search = search, .ids = ids};
  int8_t *values = arena_take(arena, queries * stride);
  struct certified_query *asked = arena_take(arena, queries * sizeof(struct certified_query));
  job.finders = arena_take(arena, threads * sizeof(struct finder));
  job.values = values;
  job.queries = asked;
  for (size_t q = 0; q < queries; q++) {
    asked[q] = certified_query_of(block->metric, search->queries + q * block->d, block->d, values + q * stride, stride);
  }
  job.cut = partition_rows(block->n, (double)block->d * (double)queries / 4, pool_threads(pool));
  for (int w = 0; w < job.cut.workers; w++) {
    if (!create_finder(search, (size_t)job.cut.workers, pool_arena(pool, w), &job.finders[w])) {
      return OUTCOME_OUT_OF_MEMORY;
    }
  }
  pool_run(pool, job.cut.workers, job.cut.tasks, find_task, &job);
  pool_run(pool, job.cut.workers, search->query_count, decide_task, &job);
  *reranked = 0;
  for (int w = 0; w < job.cut.workers; w++) *reranked += job.finders[w].measured;
  return OUTCOME_OK;
}
