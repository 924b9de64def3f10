#ifndef MLS_PARTITION_H
#define MLS_PARTITION_H

#include <stddef.h>

#include "shape.h"

/** Rows cut into tasks of whole chunks. */
struct partition {
  size_t rows;
  size_t task_rows;
  int tasks;
  /** Threads that are worth waking. */
  int workers;
};

/** @param operations multiply-adds for each row */
static inline struct partition partition_rows(size_t rows, double operations, int threads) {
  // About ten microseconds' work: what it takes to wake a thread.
  const double worth_waking = 1 << 18;
  double workers = (double)rows * operations / worth_waking;
  struct partition cut = {.rows = rows};
  cut.workers = workers < 1 ? 1 : workers < threads ? (int)workers : threads;
  size_t chunks = (rows + CHUNK_ROWS - 1) / CHUNK_ROWS;
  // Several tasks for each thread, so that one that is held up does not hold up all.
  size_t tasks = cut.workers == 1 ? 1 : 16 * (size_t)cut.workers;
  size_t chunks_of_task = (chunks + tasks - 1) / tasks;
  if (chunks_of_task == 0) chunks_of_task = 1;
  cut.task_rows = chunks_of_task * CHUNK_ROWS;
  cut.tasks = (int)((rows + cut.task_rows - 1) / cut.task_rows);
  return cut;
}

static inline size_t task_first(const struct partition *cut, int task) { return (size_t)task * cut->task_rows; }

static inline size_t task_end(const struct partition *cut, int task) {
  size_t end = task_first(cut, task) + cut->task_rows;
  return end < cut->rows ? end : cut->rows;
}

#endif
