#ifndef MLS_CEILINGS_H
#define MLS_CEILINGS_H

#include "kernels.h"
#include "pool.h"
#include "quantised-kernels.h"

enum ceiling { CEILING_READ, CEILING_MULTIPLY_ADD, CEILING_MULTIPLY_ADD_INT8 };

/** A loop that does nothing but what bounds the kernels, on all threads of an engine. */
struct ceiling_loop {
  enum ceiling ceiling;
  const struct kernels *kernels;
  const struct quantised_kernels *quantised;
  /** What is read, each thread a part in one piece. */
  const float *floats;
  size_t count;
  /** Of each thread. */
  int rounds;
  /** Where results go, so that no compiler leaves out what made them. */
  volatile float sink;
};

void ceiling_run(struct ceiling_loop *loop, struct pool *pool);

/** Operations of a run. */
double ceiling_operations(const struct ceiling_loop *loop, int threads);

#endif
