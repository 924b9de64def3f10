#include "dispatch.h"

extern const struct kernels kernels_scalar;
#if defined(__x86_64__)
extern const struct kernels kernels_avx512, kernels_avx2;
#elif defined(__aarch64__)
extern const struct kernels kernels_neon;
#endif

void instruction_sets(struct instruction_set sets[INSTRUCTION_SET_COUNT]) {
  sets[0] = (struct instruction_set){"avx512", 0, NULL};
  sets[1] = (struct instruction_set){"avx2", 0, NULL};
  sets[2] = (struct instruction_set){"neon", 0, NULL};
  sets[3] = (struct instruction_set){"scalar", 1, &kernels_scalar};
#if defined(__x86_64__)
  __builtin_cpu_init();
  sets[0].kernels = &kernels_avx512;
  sets[0].is_supported = __builtin_cpu_supports("avx512f") != 0;
  sets[1].kernels = &kernels_avx2;
  sets[1].is_supported = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#elif defined(__aarch64__)
  sets[2].kernels = &kernels_neon;
  sets[2].is_supported = 1;
#endif
}
