#include "call.h"

#include <stdlib.h>

#include "../src/pool.h"

/** Some twenty microseconds' work: to send it to another thread and be told of its end takes longer. */
#define DONE_AT_ONCE ((double)(1 << 17))

struct pending {
  struct call call;
  enum outcome outcome;
  napi_async_work work;
  napi_deferred deferred;
  napi_ref kept;
  napi_ref result;
};

static enum outcome perform(struct call *call) {
  struct pool *pool = call->engine->pool;
  switch (call->kind) {
    case CALL_PREPARE: return block_prepare(&call->block->block, pool);
    case CALL_NEAREST: return search_nearest(&call->queries.search, pool, call->queries.ids, call->queries.reranked);
    case CALL_DISTANCES: return all_distances(&call->queries.search, pool, call->queries.out);
    case CALL_ASSIGN: return assign_rows(&call->assignment, pool);
    case CALL_CEILING: ceiling_run(&call->ceiling, pool); return OUTCOME_OK;
    default: row_distances(&call->pairs, pool); return OUTCOME_OK;
  }
}

static void execute(napi_env env, void *data) {
  (void)env;
  struct pending *pending = data;
  pool_hold(pending->call.engine->pool);
  pending->outcome = perform(&pending->call);
  pool_let_go(pending->call.engine->pool);
}

static napi_value out_of_memory(napi_env env) {
  napi_value code, message, error = NULL;
  if (napi_create_string_utf8(env, "ERR_MLS_MEMORY", NAPI_AUTO_LENGTH, &code) == napi_ok &&
      napi_create_string_utf8(env, "the native kernels ran out of memory", NAPI_AUTO_LENGTH, &message) == napi_ok) {
    napi_create_error(env, code, message, &error);
  }
  return error;
}

static void leave(napi_env env, const struct call *call) {
  engine_leave(call->engine);
  if (call->block != NULL) block_leave(env, call->block);
}

static void release(napi_env env, struct pending *pending) {
  if (pending->work != NULL) napi_delete_async_work(env, pending->work);
  if (pending->result != NULL) napi_delete_reference(env, pending->result);
  if (pending->kept != NULL) napi_delete_reference(env, pending->kept);
  free(pending);
}

/** While the environment is torn down none of these calls into JavaScript work, and none need to. */
static void complete(napi_env env, napi_status status, void *data) {
  struct pending *pending = data;
  napi_value result = NULL;
  if (pending->result != NULL) napi_get_reference_value(env, pending->result, &result);
  else napi_get_undefined(env, &result);
  leave(env, &pending->call);
  if (status == napi_ok && pending->outcome == OUTCOME_OK) {
    napi_resolve_deferred(env, pending->deferred, result);
  } else {
    napi_reject_deferred(env, pending->deferred, out_of_memory(env));
  }
  release(env, pending);
}

static int performs_at_once(struct call *call, enum outcome *outcome) {
  if (call->operations > DONE_AT_ONCE || !pool_try_hold(call->engine->pool)) return 0;
  *outcome = perform(call);
  pool_let_go(call->engine->pool);
  return 1;
}

static napi_value start_later(napi_env env, const struct call *call, napi_value kept, napi_value result) {
  struct pending *pending = calloc(1, sizeof *pending);
  if (pending == NULL) return NULL;
  pending->call = *call;
  napi_value promise, name;
  if (napi_create_string_utf8(env, "mls-native", NAPI_AUTO_LENGTH, &name) == napi_ok &&
      napi_create_reference(env, kept, 1, &pending->kept) == napi_ok &&
      (result == NULL || napi_create_reference(env, result, 1, &pending->result) == napi_ok) &&
      napi_create_async_work(env, NULL, name, execute, complete, pending, &pending->work) == napi_ok &&
      napi_create_promise(env, &pending->deferred, &promise) == napi_ok &&
      napi_queue_async_work(env, pending->work) == napi_ok) {
    return promise;
  }
  release(env, pending);
  return NULL;
}

napi_value call_start(napi_env env, const struct call *call, napi_value kept, napi_value result) {
  struct call copy = *call;
  enum outcome outcome;
  engine_enter(copy.engine);
  if (copy.block != NULL) block_enter(copy.block);
  if (performs_at_once(&copy, &outcome)) {
    leave(env, &copy);
    if (outcome == OUTCOME_OK) return result; // NULL is undefined
    napi_throw(env, out_of_memory(env));
    return NULL;
  }
  napi_value promise = start_later(env, &copy, kept, result);
  if (promise == NULL) {
    leave(env, &copy);
    napi_throw(env, out_of_memory(env));
  }
  return promise;
}
