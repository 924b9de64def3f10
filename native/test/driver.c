/**
 * Runs the library on random small shapes with every instruction set of this processor and compares it with the plain
 * definition: `driver COUNT SEED`. Arrays end where their contents end, so that a sanitizer sees any step beyond.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/assign.h"
#include "../src/dispatch.h"
#include "../src/distances.h"
#include "../src/exact.h"
#include "../src/search.h"

static uint64_t state;

static uint32_t below_limit(uint32_t limit) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % limit;
}

enum values { REAL, INTEGER, DISTANT, HUGE_VALUES, TINY_VALUES, MIXED, VALUE_KINDS };

static float value_of(enum values kind) {
  float uniform = (float)below_limit(1 << 20) / (1 << 19) - 1;
  switch (kind) {
    case REAL: return uniform;
    case INTEGER: return (float)((int)below_limit(5) - 2);
    case DISTANT: return 1000 + uniform / 100;
    case HUGE_VALUES: return uniform * 1e38f;
    case TINY_VALUES: return uniform * 1e-38f;
    default: return below_limit(50) == 0 ? uniform * 1e6f : uniform;
  }
}

/** NULL, which fails the run, where there is no memory. */
static float *vectors(size_t n, size_t d, enum values kind) {
  float *made = malloc(n * d * sizeof *made);
  if (made == NULL) exit(3);
  for (size_t i = 0; i < n * d; i++) made[i] = value_of(kind);
  // Some rows again, and some of zeros.
  for (size_t i = 1; i < n; i++) {
    if (below_limit(8) == 0) memcpy(made + i * d, made + below_limit((uint32_t)i) * d, d * sizeof *made);
    else if (below_limit(16) == 0) memset(made + i * d, 0, d * sizeof *made);
  }
  return made;
}

static int fail(const char *what, const struct search *search, int threads) {
  printf("%s: wrong %s of %zu x %zu, %d queries, k %d, metric %d, %d threads\n", search->kernels->name, what,
         search->block->n, search->block->d, search->query_count, search->k, (int)search->block->metric, threads);
  return 1;
}

static int check_nearest(const struct search *search, struct pool *pool) {
  const struct block *block = search->block;
  double reranked;
  int32_t *ids = malloc((size_t)search->query_count * (size_t)search->k * sizeof *ids);
  int wrong = search_nearest(search, pool, ids, &reranked) != OUTCOME_OK;
  for (int q = 0; q < search->query_count && !wrong; q++) {
    const int32_t *got = ids + (size_t)q * (size_t)search->k;
    for (size_t row = 0; row < block->n && !wrong; row++) {
      const float *x = search->queries + (size_t)q * block->d;
      double distance = exact_distance(block->metric, x, block->rows + row * block->d, block->d);
      size_t nearer = 0;
      for (size_t other = 0; other < block->n; other++) {
        double its = exact_distance(block->metric, x, block->rows + other * block->d, block->d);
        nearer += its < distance || (its == distance && other < row);
      }
      int times = 0;
      for (int i = 0; i < search->k; i++) times += (size_t)got[i] == row;
      wrong = times != (nearer < (size_t)search->k);
    }
  }
  free(ids);
  return wrong && fail("neighbours", search, pool_threads(pool));
}

/** How far a float distance may be off, as in test/conformance/truth.ts, and without limit where nothing is promised. */
static double tolerance(const struct block *block, const float *x, const float *y, double distance) {
  double product = exact_norm(x, block->d) * exact_norm(y, block->d);
  double sum = exact_norm(x, block->d) + exact_norm(y, block->d);
  double share = 8 * (sqrt((double)block->d) + 2) * 0x1p-24;
  switch (block->metric) {
    case METRIC_L2: return sqrt(distance * distance + share * sum * sum) - distance + share * distance + 1e-43;
    case METRIC_COSINE: return share;
    case METRIC_DOT: return share * product + 1e-43 * (double)block->d;
    default: return share * sum * sqrt((double)block->d) + 1e-43;
  }
}

static int check_distances(const struct search *search, struct pool *pool) {
  const struct block *block = search->block;
  float *out = malloc((size_t)search->query_count * block->n * sizeof *out);
  int wrong = all_distances(search, pool, out) != OUTCOME_OK;
  for (size_t at = 0; at < (size_t)search->query_count * block->n && !wrong; at++) {
    const float *x = search->queries + at / block->n * block->d, *y = block->rows + at % block->n * block->d;
    double expected = exact_distance(block->metric, x, y, block->d);
    if (fabs(expected) > 3e38) continue;
    wrong = !(fabs(out[at] - expected) <= tolerance(block, x, y, expected));
  }
  free(out);
  return wrong && fail("distances", search, pool_threads(pool));
}

/** Whether a distance is what it should be, or infinite where there is none. */
static int is_near(float distance, double expected, double slack) {
  return expected == INFINITY ? distance == INFINITY : fabs(distance - expected) <= slack;
}

static int check_assign(const struct search *search, struct pool *pool) {
  const struct block *block = search->block;
  if (block->metric != METRIC_L2 && block->metric != METRIC_COSINE) return 0;
  int count = search->query_count;
  struct assignment assignment = {.kernels = search->kernels, .block = block, .centroids = search->queries,
                                  .centroid_count = count};
  assignment.labels = malloc(block->n * sizeof(int32_t));
  assignment.runners_up = malloc(block->n * sizeof(int32_t));
  assignment.first = malloc(block->n * sizeof(float));
  assignment.second = malloc(block->n * sizeof(float));
  assignment.third = malloc(block->n * sizeof(float));
  double *distances = malloc((size_t)count * sizeof(double));
  int wrong = assign_rows(&assignment, pool) != OUTCOME_OK;
  for (size_t row = 0; row < block->n && !wrong; row++) {
    const float *y = block->rows + row * block->d;
    double nearest[3] = {INFINITY, INFINITY, INFINITY}, slack = 0;
    for (int c = 0; c < count; c++) {
      const float *x = search->queries + (size_t)c * block->d;
      double distance = distances[c] = exact_distance(block->metric, x, y, block->d);
      double may_err = 4 * tolerance(block, x, y, distance);
      if (may_err > slack) slack = may_err;
      for (int i = 0; i < 3; i++) {
        if (distance >= nearest[i]) continue;
        double farther = nearest[i];
        nearest[i] = distance;
        distance = farther;
      }
    }
    if (isnan(assignment.first[row])) continue; // left to the caller
    int label = assignment.labels[row], runner_up = assignment.runners_up[row];
    wrong = label < 0 || label >= count || !(fabs(distances[label] - nearest[0]) <= slack) ||
            !is_near(assignment.first[row], nearest[0], slack) || !is_near(assignment.second[row], nearest[1], slack) ||
            !is_near(assignment.third[row], nearest[2], slack) ||
            !(assignment.second[row] >= assignment.first[row] && assignment.third[row] >= assignment.second[row]);
    if (count > 1) {
      wrong = wrong || runner_up < 0 || runner_up >= count || runner_up == label ||
              !(fabs(distances[runner_up] - nearest[1]) <= slack);
    }
  }
  free(distances);
  free(assignment.labels);
  free(assignment.runners_up);
  free(assignment.first);
  free(assignment.second);
  free(assignment.third);
  return wrong && fail("assignment", search, pool_threads(pool));
}

static int check_one(const struct instruction_set *set, struct pool *pool) {
  size_t d = below_limit(12) == 0 ? 200 + below_limit(400) : 1 + below_limit(70);
  size_t n = below_limit(12) == 0 ? 300 + below_limit(300) : 1 + below_limit(120);
  int count = below_limit(40) == 0 ? 250 + (int)below_limit(60) : 1 + (int)below_limit(below_limit(2) ? 4 : 40);
  if ((double)n * (double)n * (double)d * count > 4e7) n = 1 + n % 20;
  enum values kind = below_limit(2) ? REAL : (enum values)below_limit(VALUE_KINDS);
  float *rows = vectors(n, d, kind), *queries = vectors((size_t)count, d, kind);
  struct block block = {.metric = (enum metric)below_limit(METRIC_COUNT), .n = n, .d = d, .rows = rows};
  block.is_certified = block.metric != METRIC_L1 && below_limit(2);
  int wrong = block_prepare(&block, pool) != OUTCOME_OK;
  int k = 1 + (int)below_limit((uint32_t)(n < 20 ? n : 20));
  struct search search = {set->kernels, &block, queries, count, k, set->quantised};
  wrong = wrong || check_nearest(&search, pool) || check_distances(&search, pool) || check_assign(&search, pool);
  block_release(&block);
  free(rows);
  free(queries);
  return wrong;
}

int main(int count, char **arguments) {
  int shapes = count > 1 ? atoi(arguments[1]) : 1000;
  state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  struct instruction_set sets[INSTRUCTION_SET_COUNT];
  instruction_sets(sets);
  struct pool *pools[3] = {pool_create(1), pool_create(2), pool_create(3)};
  int wrong = 0;
  for (int i = 0; i < shapes; i++) {
    const struct instruction_set *set = &sets[below_limit(INSTRUCTION_SET_COUNT)];
    if (set->is_supported) wrong += check_one(set, pools[below_limit(3)]);
  }
  for (int i = 0; i < 3; i++) pool_destroy(pools[i]);
  printf("%d shapes, %d wrong\n", shapes, wrong);
  return wrong == 0 ? 0 : 1;
}
