#include "operations.h"

#include <stdlib.h>

#include "arguments.h"
#include "call.h"
#include "handle.h"
#include "../src/large-pages.h"

#define MOST_ROWS INT32_MAX
#define MOST_DIMENSIONS (1 << 24)
#define MOST_COLUMNS (1 << 24)

static struct engine *open_engine(struct arguments *arguments) {
  struct engine *engine = argument_handle(arguments, 0, "an engine", &ENGINE_TAG);
  if (engine != NULL && engine->is_closed) {
    arguments->failed = 1;
    napi_throw_error(arguments->env, "ERR_MLS_CLOSED", "the engine is closed");
  }
  return engine;
}

/** A block whose rows still lie where they lay when it was made. */
static struct held_block *usable_block(struct arguments *arguments, size_t at) {
  struct held_block *block = argument_handle(arguments, at, "a block", &BLOCK_TAG);
  if (block == NULL) return NULL;
  napi_value rows = NULL;
  void *data = NULL;
  size_t length = 0;
  if (block->is_closed || napi_get_reference_value(arguments->env, block->rows, &rows) != napi_ok || rows == NULL ||
      napi_get_typedarray_info(arguments->env, rows, NULL, &length, &data, NULL, NULL) != napi_ok ||
      data != (const void *)block->block.rows || length < block->block.n * block->block.d || block->block.bias == NULL) {
    argument_fail(arguments, "expected a block that is ready, got one that is freed, or whose rows are gone");
    return NULL;
  }
  return block;
}

static napi_value kept_values(struct arguments *arguments) {
  napi_value kept = NULL;
  if (napi_create_array_with_length(arguments->env, arguments->count, &kept) != napi_ok) {
    argument_fail(arguments, "expected to be able to make an array");
    return NULL;
  }
  for (size_t i = 0; i < arguments->count; i++) napi_set_element(arguments->env, kept, (uint32_t)i, arguments->values[i]);
  return kept;
}

static napi_value start(struct arguments *arguments, const struct call *call, napi_value result) {
  if (arguments->failed) return NULL;
  napi_value kept = kept_values(arguments);
  if (arguments->failed) return NULL;
  return call_start(arguments->env, call, kept, result);
}

/** (engine, rows, n, d, metric, 1 to keep an int8 copy, else 0) */
napi_value operation_upload(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct engine *engine = open_engine(&arguments);
  size_t n = (size_t)argument_integer(&arguments, 2, "n", 1, MOST_ROWS);
  size_t d = (size_t)argument_integer(&arguments, 3, "d", 1, MOST_DIMENSIONS);
  const float *rows = argument_floats(&arguments, 1, "rows", n * d);
  int metric = (int)argument_integer(&arguments, 4, "metric", 0, METRIC_COUNT - 1);
  int is_certified = (int)argument_integer(&arguments, 5, "whether it is certified", 0, metric == METRIC_L1 ? 0 : 1);
  if (arguments.failed) return NULL;
  struct held_block *block = calloc(1, sizeof *block);
  if (block == NULL) {
    napi_throw_error(env, "ERR_MLS_MEMORY", "the native kernels ran out of memory");
    return NULL;
  }
  block->block = (struct block){.metric = (enum metric)metric, .n = n, .d = d, .rows = rows, .is_certified = is_certified};
  napi_value object = block_wrap(env, block);
  if (object == NULL) return NULL;
  if (napi_create_reference(env, arguments.values[1], 1, &block->rows) != napi_ok) {
    napi_throw_error(env, "ERR_MLS_MEMORY", "the rows could not be kept");
    return NULL;
  }
  struct call call = {.kind = CALL_PREPARE, .engine = engine, .block = block, .operations = (double)n * (double)d};
  return start(&arguments, &call, object);
}

/** (engine, block, queries, count, ..): what both kinds of search begin with. */
static struct call queries_call(struct arguments *arguments, enum call_kind kind) {
  struct call call = {.kind = kind};
  call.engine = open_engine(arguments);
  call.block = usable_block(arguments, 1);
  int count = (int)argument_integer(arguments, 3, "the number of queries", 1, MOST_COLUMNS);
  if (arguments->failed) return call;
  const struct block *block = &call.block->block;
  const float *queries = argument_floats(arguments, 2, "queries", (size_t)count * block->d);
  call.queries.search = (struct search){.kernels = call.engine->kernels, .block = block, .queries = queries, .query_count = count,
                                         .quantised = call.engine->quantised};
  call.operations = (double)block->n * (double)block->d * count;
  return call;
}

/** (engine, block, queries, count, k, ids, reranked), the last a Float64Array of one element. */
napi_value operation_nearest(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = queries_call(&arguments, CALL_NEAREST);
  if (arguments.failed) return NULL;
  int k = (int)argument_integer(&arguments, 4, "k", 1, (int64_t)call.block->block.n);
  call.queries.ids = argument_ints(&arguments, 5, "ids", (size_t)call.queries.search.query_count * (size_t)k);
  call.queries.reranked = argument_doubles(&arguments, 6, "reranked", 1);
  call.queries.search.k = k;
  return start(&arguments, &call, NULL);
}

/** (engine, block, queries, count, out) */
napi_value operation_distances(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = queries_call(&arguments, CALL_DISTANCES);
  if (arguments.failed) return NULL;
  size_t count = (size_t)call.queries.search.query_count * call.block->block.n;
  call.queries.out = argument_floats(&arguments, 4, "distances", count);
  return start(&arguments, &call, NULL);
}

/** (engine, block, centroids, count, labels, runners_up, first, second, third) */
napi_value operation_assign(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = queries_call(&arguments, CALL_ASSIGN);
  if (arguments.failed) return NULL;
  const struct block *block = &call.block->block;
  struct search centroids = call.queries.search;
  if (block->metric != METRIC_L2 && block->metric != METRIC_COSINE) {
    argument_fail(&arguments, "expected a block of l2 or cosine");
  }
  call.assignment = (struct assignment){.kernels = centroids.kernels, .block = block, .centroids = centroids.queries,
                                        .centroid_count = centroids.query_count};
  call.assignment.labels = argument_ints(&arguments, 4, "labels", block->n);
  call.assignment.runners_up = argument_ints(&arguments, 5, "runners_up", block->n);
  call.assignment.first = argument_floats(&arguments, 6, "first", block->n);
  call.assignment.second = argument_floats(&arguments, 7, "second", block->n);
  call.assignment.third = argument_floats(&arguments, 8, "third", block->n);
  return start(&arguments, &call, NULL);
}

/** (engine, metric, x, y, n, d, out) */
napi_value operation_row_distances(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = {.kind = CALL_ROW_DISTANCES};
  call.engine = open_engine(&arguments);
  call.pairs.metric = (enum metric)argument_integer(&arguments, 1, "metric", 0, METRIC_COUNT - 1);
  call.pairs.n = (size_t)argument_integer(&arguments, 4, "n", 1, MOST_ROWS);
  call.pairs.d = (size_t)argument_integer(&arguments, 5, "d", 1, MOST_DIMENSIONS);
  call.pairs.x = argument_floats(&arguments, 2, "x", call.pairs.n * call.pairs.d);
  call.pairs.y = argument_floats(&arguments, 3, "y", call.pairs.n * call.pairs.d);
  call.pairs.out = argument_floats(&arguments, 6, "distances", call.pairs.n);
  call.operations = 8 * (double)call.pairs.n * (double)call.pairs.d;
  return start(&arguments, &call, NULL);
}

/** Long enough to be sent to another thread, whatever it takes. */
#define CEILING_OPERATIONS 1e9

/** (floats, count): to be called before they are written. */
napi_value operation_prefer_large_pages(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  size_t count = (size_t)argument_integer(&arguments, 1, "the number of floats", 0, (int64_t)1 << 40);
  float *floats = argument_floats(&arguments, 0, "floats", count);
  if (!arguments.failed) prefer_large_pages(floats, count * sizeof *floats);
  return NULL;
}

/** (engine, floats, count) */
napi_value operation_read_all(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = {.kind = CALL_CEILING, .operations = CEILING_OPERATIONS};
  call.engine = open_engine(&arguments);
  call.ceiling.ceiling = CEILING_READ;
  call.ceiling.count = (size_t)argument_integer(&arguments, 2, "the number of floats", 1, (int64_t)1 << 40);
  call.ceiling.floats = argument_floats(&arguments, 1, "floats", call.ceiling.count);
  if (arguments.failed) return NULL;
  call.ceiling.kernels = call.engine->kernels;
  return start(&arguments, &call, NULL);
}

/** (engine, rounds, operations), the last a Float64Array of one element to say how many there were. */
static napi_value multiply_add(napi_env env, napi_callback_info info, enum ceiling ceiling) {
  struct arguments arguments = arguments_of(env, info);
  struct call call = {.kind = CALL_CEILING, .operations = CEILING_OPERATIONS};
  call.engine = open_engine(&arguments);
  call.ceiling.ceiling = ceiling;
  call.ceiling.rounds = (int)argument_integer(&arguments, 1, "rounds", 1, INT32_MAX);
  double *operations = argument_doubles(&arguments, 2, "operations", 1);
  if (arguments.failed) return NULL;
  call.ceiling.kernels = call.engine->kernels;
  call.ceiling.quantised = call.engine->quantised;
  *operations = ceiling_operations(&call.ceiling, pool_threads(call.engine->pool));
  return start(&arguments, &call, NULL);
}

napi_value operation_multiply_add(napi_env env, napi_callback_info info) {
  return multiply_add(env, info, CEILING_MULTIPLY_ADD);
}

napi_value operation_multiply_add_int8(napi_env env, napi_callback_info info) {
  return multiply_add(env, info, CEILING_MULTIPLY_ADD_INT8);
}

/** (block); a second time it does nothing. */
napi_value operation_free_block(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct held_block *block = argument_handle(&arguments, 0, "a block", &BLOCK_TAG);
  if (block != NULL) block_close(env, block);
  return NULL;
}
