#ifndef MLS_CALL_H
#define MLS_CALL_H

#include <node_api.h>

#include "../src/assign.h"
#include "../src/ceilings.h"
#include "../src/distances.h"
#include "../src/search.h"
#include "handle.h"

enum call_kind { CALL_PREPARE, CALL_NEAREST, CALL_DISTANCES, CALL_ASSIGN, CALL_ROW_DISTANCES, CALL_CEILING };

/** One operation of an engine: checked before it is made, so that nothing in it can fail but memory. */
struct call {
  enum call_kind kind;
  struct engine *engine;
  /** NULL where the call is about no block. */
  struct held_block *block;
  /** Multiply-adds, or what takes as long. */
  double operations;
  union {
    struct {
      struct search search;
      int32_t *ids;
      double *reranked;
      float *out;
    } queries;
    struct assignment assignment;
    struct row_pairs pairs;
    struct ceiling_loop ceiling;
  };
};

/**
 * Does the operation: a tiny one at once, any other on libuv's threads and the engine's, giving a promise. Either way
 * the outcome is `result`, an object, or undefined
 * where that is NULL.
 * @param kept an array of all that the operation uses, which is kept from the collector meanwhile
 */
napi_value call_start(napi_env env, const struct call *call, napi_value kept, napi_value result);

#endif
