#include "handle.h"

#include <stdlib.h>

const napi_type_tag ENGINE_TAG = {0x6d6c732d656e6769, 0x6e652d68616e646c};
const napi_type_tag BLOCK_TAG = {0x6d6c732d626c6f63, 0x6b2d68616e646c65};

static void release_engine(struct engine *engine) {
  if (engine->pool == NULL || engine->calls > 0) return;
  pool_destroy(engine->pool);
  engine->pool = NULL;
}

static void release_block(napi_env env, struct held_block *block) {
  if (block->calls > 0) return;
  block_release(&block->block);
  if (block->rows != NULL) napi_delete_reference(env, block->rows);
  block->rows = NULL;
}

static void finalize_engine(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  release_engine(data);
  free(data);
}

static void finalize_block(napi_env env, void *data, void *hint) {
  (void)hint;
  release_block(env, data);
  free(data);
}

static napi_value wrap(napi_env env, void *data, napi_finalize finalize, const napi_type_tag *tag) {
  napi_value object;
  if (napi_create_object(env, &object) == napi_ok && napi_type_tag_object(env, object, tag) == napi_ok &&
      napi_wrap(env, object, data, finalize, NULL, NULL) == napi_ok) {
    return object;
  }
  finalize(env, data, NULL);
  napi_throw_error(env, "ERR_MLS_MEMORY", "no object could be made");
  return NULL;
}

napi_value engine_wrap(napi_env env, struct engine *engine) { return wrap(env, engine, finalize_engine, &ENGINE_TAG); }

napi_value block_wrap(napi_env env, struct held_block *block) { return wrap(env, block, finalize_block, &BLOCK_TAG); }

void engine_close(struct engine *engine) {
  engine->is_closed = 1;
  release_engine(engine);
}

void block_close(napi_env env, struct held_block *block) {
  block->is_closed = 1;
  release_block(env, block);
}

void engine_enter(struct engine *engine) { engine->calls++; }

void engine_leave(struct engine *engine) {
  engine->calls--;
  if (engine->is_closed) release_engine(engine);
}

void block_enter(struct held_block *block) { block->calls++; }

void block_leave(napi_env env, struct held_block *block) {
  block->calls--;
  if (block->is_closed) release_block(env, block);
}
