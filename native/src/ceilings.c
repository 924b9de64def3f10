#include "ceilings.h"

/** Floats of a task: large enough to be read as one piece, small enough that no thread waits long for another. */
#define TASK_FLOATS ((size_t)1 << 22)

static void run_task(void *context, int task, int worker) {
  (void)worker;
  struct ceiling_loop *loop = context;
  float result;
  if (loop->ceiling == CEILING_READ) {
    size_t first = (size_t)task * TASK_FLOATS;
    size_t count = loop->count - first < TASK_FLOATS ? loop->count - first : TASK_FLOATS;
    result = loop->kernels->read(loop->floats + first, count);
  } else if (loop->ceiling == CEILING_MULTIPLY_ADD) {
    result = loop->kernels->multiply_add(loop->rounds);
  } else {
    result = (float)loop->quantised->multiply_add(loop->rounds);
  }
  __atomic_store(&loop->sink, &result, __ATOMIC_RELAXED);
}

void ceiling_run(struct ceiling_loop *loop, struct pool *pool) {
  int threads = pool_threads(pool);
  int tasks = loop->ceiling == CEILING_READ ? (int)((loop->count + TASK_FLOATS - 1) / TASK_FLOATS) : threads;
  pool_run(pool, threads, tasks, run_task, loop);
}

double ceiling_operations(const struct ceiling_loop *loop, int threads) {
  int of_round = loop->ceiling == CEILING_MULTIPLY_ADD ? loop->kernels->operations_of_round
                                                       : loop->quantised->operations_of_round;
  return (double)loop->rounds * of_round * threads;
}
