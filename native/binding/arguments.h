#ifndef MLS_ARGUMENTS_H
#define MLS_ARGUMENTS_H

#include <node_api.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Arguments of a call from JavaScript. The first that is not what was expected throws a TypeError and fails all that
 * are read after it, so that one test of `failed` at the end is enough.
 */
struct arguments {
  napi_env env;
  napi_value values[12];
  size_t count;
  int failed;
};

struct arguments arguments_of(napi_env env, napi_callback_info info);

/** An integer of [least, most]. */
int64_t argument_integer(struct arguments *arguments, size_t at, const char *name, int64_t least, int64_t most);

/** Elements of a typed array that holds at least `count` of them; NULL where it does not. */
float *argument_floats(struct arguments *arguments, size_t at, const char *name, size_t count);
double *argument_doubles(struct arguments *arguments, size_t at, const char *name, size_t count);
int32_t *argument_ints(struct arguments *arguments, size_t at, const char *name, size_t count);

/** A string of fewer than `size` bytes. */
void argument_text(struct arguments *arguments, size_t at, const char *name, char *text, size_t size);

/** What `handle_create` (handle.h) wrapped with this tag. */
void *argument_handle(struct arguments *arguments, size_t at, const char *name, const napi_type_tag *tag);

/** Throws a TypeError with the code ERR_MLS_ARGUMENT, unless something has failed before. */
void argument_fail(struct arguments *arguments, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
