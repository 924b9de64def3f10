#include <node_api.h>
#include <stdlib.h>
#include <string.h>

#include "../src/dispatch.h"
#include "arguments.h"
#include "handle.h"
#include "operations.h"

/** Raised with every change of what JavaScript calls; src/backends/native/binding.ts has the same number. */
#define INTERFACE 3

#define MOST_THREADS 1024

/** The names of the instruction sets that this processor has, best first. */
static napi_value supported_sets(napi_env env, napi_callback_info info) {
  (void)info;
  struct instruction_set sets[INSTRUCTION_SET_COUNT];
  instruction_sets(sets);
  napi_value names, name;
  if (napi_create_array(env, &names) != napi_ok) return NULL;
  for (uint32_t i = 0, at = 0; i < INSTRUCTION_SET_COUNT; i++) {
    if (!sets[i].is_supported) continue;
    if (napi_create_string_utf8(env, sets[i].name, NAPI_AUTO_LENGTH, &name) != napi_ok) return NULL;
    napi_set_element(env, names, at++, name);
  }
  return names;
}

/** (threads, instruction set) */
static napi_value open_engine(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  char wanted[16];
  int threads = (int)argument_integer(&arguments, 0, "threads", 1, MOST_THREADS);
  argument_text(&arguments, 1, "the instruction set", wanted, sizeof wanted);
  struct instruction_set sets[INSTRUCTION_SET_COUNT];
  instruction_sets(sets);
  const struct instruction_set *set = NULL;
  for (int i = 0; i < INSTRUCTION_SET_COUNT; i++) {
    if (sets[i].is_supported && strcmp(sets[i].name, wanted) == 0) set = &sets[i];
  }
  if (set == NULL) argument_fail(&arguments, "expected an instruction set of this processor, got %s", wanted);
  if (arguments.failed) return NULL;
  struct engine *engine = calloc(1, sizeof *engine);
  if (engine != NULL) engine->pool = pool_create(threads);
  if (engine == NULL || engine->pool == NULL) {
    free(engine);
    napi_throw_error(env, "ERR_MLS_MEMORY", "the native kernels could not start their threads");
    return NULL;
  }
  engine->kernels = set->kernels;
  engine->quantised = set->quantised;
  return engine_wrap(env, engine);
}

/** (engine); a second time it does nothing. Work under way ends first. */
static napi_value close_engine(napi_env env, napi_callback_info info) {
  struct arguments arguments = arguments_of(env, info);
  struct engine *engine = argument_handle(&arguments, 0, "an engine", &ENGINE_TAG);
  if (engine != NULL) engine_close(engine);
  return NULL;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor properties[] = {
      {"supportedSets", NULL, supported_sets, NULL, NULL, NULL, napi_enumerable, NULL},
      {"openEngine", NULL, open_engine, NULL, NULL, NULL, napi_enumerable, NULL},
      {"closeEngine", NULL, close_engine, NULL, NULL, NULL, napi_enumerable, NULL},
      {"upload", NULL, operation_upload, NULL, NULL, NULL, napi_enumerable, NULL},
      {"nearest", NULL, operation_nearest, NULL, NULL, NULL, napi_enumerable, NULL},
      {"distances", NULL, operation_distances, NULL, NULL, NULL, napi_enumerable, NULL},
      {"assign", NULL, operation_assign, NULL, NULL, NULL, napi_enumerable, NULL},
      {"rowDistances", NULL, operation_row_distances, NULL, NULL, NULL, napi_enumerable, NULL},
      {"preferLargePages", NULL, operation_prefer_large_pages, NULL, NULL, NULL, napi_enumerable, NULL},
      {"readAll", NULL, operation_read_all, NULL, NULL, NULL, napi_enumerable, NULL},
      {"multiplyAdd", NULL, operation_multiply_add, NULL, NULL, NULL, napi_enumerable, NULL},
      {"multiplyAddInt8", NULL, operation_multiply_add_int8, NULL, NULL, NULL, napi_enumerable, NULL},
      {"freeBlock", NULL, operation_free_block, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_value version;
  if (napi_define_properties(env, exports, sizeof properties / sizeof properties[0], properties) != napi_ok ||
      napi_create_int32(env, INTERFACE, &version) != napi_ok ||
      napi_set_named_property(env, exports, "interface", version) != napi_ok) {
    return NULL;
  }
  return exports;
}
