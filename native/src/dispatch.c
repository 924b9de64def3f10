#include "dispatch.h"

extern const struct kernels kernels_scalar;
extern const struct quantised_kernels quantised_scalar;
#if defined(__x86_64__)
extern const struct kernels kernels_avx512, kernels_avx2;
extern const struct quantised_kernels quantised_avx512, quantised_avx2;
#elif defined(__aarch64__)
extern const struct kernels kernels_neon;
extern const struct quantised_kernels quantised_neon;
#endif

void instruction_sets(struct instruction_set sets[INSTRUCTION_SET_COUNT]) {
  sets[0] = (struct instruction_set){"avx512", 0, NULL, NULL};
  sets[1] = (struct instruction_set){"avx2", 0, NULL, NULL};
  sets[2] = (struct instruction_set){"neon", 0, NULL, NULL};
  sets[3] = (struct instruction_set){"scalar", 1, &kernels_scalar, &quantised_scalar};
#if defined(__x86_64__)
  __builtin_cpu_init();
  sets[0].kernels = &kernels_avx512;
  sets[0].is_supported = __builtin_cpu_supports("avx512f") != 0;
  // Processors of the first generation have no VNNI; all of them have AVX2.
  int has_vnni = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
  sets[0].quantised = has_vnni ? &quantised_avx512 : &quantised_avx2;
  sets[1].kernels = &kernels_avx2;
  sets[1].quantised = &quantised_avx2;
  sets[1].is_supported = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#elif defined(__aarch64__)
  sets[2].kernels = &kernels_neon;
  sets[2].quantised = &quantised_neon;
  sets[2].is_supported = 1;
#endif
}
