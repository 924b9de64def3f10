#ifndef MLS_HANDLE_H
#define MLS_HANDLE_H

#include <node_api.h>

#include "../src/block.h"
#include "../src/kernels.h"
#include "../src/pool.h"
#include "../src/quantised-kernels.h"

/**
 * Things of C that JavaScript holds. Each is let go of when it has been closed and no call uses it any more; one that
 * was never closed, when its object is collected. Only the JavaScript thread touches the counts.
 */
struct engine {
  struct pool *pool;
  const struct kernels *kernels;
  const struct quantised_kernels *quantised;
  int calls;
  int is_closed;
};

struct held_block {
  struct block block;
  /** The typed array that the rows lie in. */
  napi_ref rows;
  int calls;
  int is_closed;
};

extern const napi_type_tag ENGINE_TAG;
extern const napi_type_tag BLOCK_TAG;

/** An object of JavaScript around an engine or a block, which it owns from now on. NULL, having thrown, where there is none. */
napi_value engine_wrap(napi_env env, struct engine *engine);
napi_value block_wrap(napi_env env, struct held_block *block);

void engine_close(struct engine *engine);
void block_close(napi_env env, struct held_block *block);

/** Around each call. */
void engine_enter(struct engine *engine);
void engine_leave(struct engine *engine);
void block_enter(struct held_block *block);
void block_leave(napi_env env, struct held_block *block);

#endif
