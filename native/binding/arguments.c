#include "arguments.h"

#include <stdarg.h>
#include <stdio.h>

#define MOST_MESSAGE 200

struct arguments arguments_of(napi_env env, napi_callback_info info) {
  struct arguments arguments = {.env = env};
  arguments.count = sizeof arguments.values / sizeof arguments.values[0];
  // Places past the last argument are filled with undefined.
  arguments.failed = napi_get_cb_info(env, info, &arguments.count, arguments.values, NULL, NULL) != napi_ok;
  return arguments;
}

void argument_fail(struct arguments *arguments, const char *format, ...) {
  if (arguments->failed) return;
  arguments->failed = 1;
  char message[MOST_MESSAGE];
  va_list values;
  va_start(values, format);
  vsnprintf(message, sizeof message, format, values);
  va_end(values);
  napi_throw_type_error(arguments->env, "ERR_MLS_ARGUMENT", message);
}

int64_t argument_integer(struct arguments *arguments, size_t at, const char *name, int64_t least, int64_t most) {
  if (arguments->failed) return least;
  double value;
  if (napi_get_value_double(arguments->env, arguments->values[at], &value) != napi_ok) {
    argument_fail(arguments, "expected a number as %s", name);
    return least;
  }
  // Compared as doubles first: what does not fit an integer must not be made one. NaN fails too.
  if (!(value >= (double)least && value <= (double)most) || value != (double)(int64_t)value) {
    argument_fail(arguments, "expected %s to be an integer of %lld to %lld, got %g", name, (long long)least,
                  (long long)most, value);
    return least;
  }
  return (int64_t)value;
}

static void *elements(struct arguments *arguments, size_t at, const char *name, size_t count, napi_typedarray_type wanted,
                      const char *type_name) {
  if (arguments->failed) return NULL;
  napi_value value = arguments->values[at];
  bool is_array = false;
  napi_typedarray_type type;
  size_t length;
  void *data;
  if (napi_is_typedarray(arguments->env, value, &is_array) != napi_ok || !is_array ||
      napi_get_typedarray_info(arguments->env, value, &type, &length, &data, NULL, NULL) != napi_ok || type != wanted) {
    argument_fail(arguments, "expected a %s as %s", type_name, name);
    return NULL;
  }
  if (length < count || (data == NULL && count > 0)) {
    argument_fail(arguments, "expected %s to hold %zu elements, got %zu", name, count, length);
    return NULL;
  }
  return data;
}

float *argument_floats(struct arguments *arguments, size_t at, const char *name, size_t count) {
  return elements(arguments, at, name, count, napi_float32_array, "Float32Array");
}

double *argument_doubles(struct arguments *arguments, size_t at, const char *name, size_t count) {
  return elements(arguments, at, name, count, napi_float64_array, "Float64Array");
}

int32_t *argument_ints(struct arguments *arguments, size_t at, const char *name, size_t count) {
  return elements(arguments, at, name, count, napi_int32_array, "Int32Array");
}

void argument_text(struct arguments *arguments, size_t at, const char *name, char *text, size_t size) {
  text[0] = 0;
  if (arguments->failed) return;
  size_t length;
  if (napi_get_value_string_utf8(arguments->env, arguments->values[at], text, size, &length) != napi_ok) {
    argument_fail(arguments, "expected a string as %s", name);
  }
}

void *argument_handle(struct arguments *arguments, size_t at, const char *name, const napi_type_tag *tag) {
  if (arguments->failed) return NULL;
  napi_value value = arguments->values[at];
  napi_valuetype type;
  bool is_ours = false;
  void *handle = NULL;
  if (napi_typeof(arguments->env, value, &type) != napi_ok || type != napi_object ||
      napi_check_object_type_tag(arguments->env, value, tag, &is_ours) != napi_ok || !is_ours ||
      napi_unwrap(arguments->env, value, &handle) != napi_ok) {
    argument_fail(arguments, "expected %s, got something else", name);
    return NULL;
  }
  return handle;
}
