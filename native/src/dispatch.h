#ifndef MLS_DISPATCH_H
#define MLS_DISPATCH_H

#include "kernels.h"
#include "quantised-kernels.h"

/** An instruction set that there are kernels for. */
struct instruction_set {
  const char *name;
  /** Whether this processor has it. */
  int is_supported;
  /** NULL where these kernels are for another family of processors. */
  const struct kernels *kernels;
  /** The best ones for int8 that go with them. */
  const struct quantised_kernels *quantised;
};

/** Best first. */
#define INSTRUCTION_SET_COUNT 4
void instruction_sets(struct instruction_set sets[INSTRUCTION_SET_COUNT]);

#endif
