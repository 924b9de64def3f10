#ifndef MLS_OPERATIONS_H
#define MLS_OPERATIONS_H

#include <node_api.h>

/* What JavaScript can call, as src/backends/native/binding.ts describes it. All of them check what they are given. */
napi_value operation_upload(napi_env env, napi_callback_info info);
napi_value operation_nearest(napi_env env, napi_callback_info info);
napi_value operation_distances(napi_env env, napi_callback_info info);
napi_value operation_assign(napi_env env, napi_callback_info info);
napi_value operation_row_distances(napi_env env, napi_callback_info info);
napi_value operation_prefer_large_pages(napi_env env, napi_callback_info info);
napi_value operation_read_all(napi_env env, napi_callback_info info);
napi_value operation_multiply_add(napi_env env, napi_callback_info info);
napi_value operation_multiply_add_int8(napi_env env, napi_callback_info info);
napi_value operation_free_block(napi_env env, napi_callback_info info);

#endif
