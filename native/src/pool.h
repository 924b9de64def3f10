#ifndef MLS_POOL_H
#define MLS_POOL_H

#include <stddef.h>

#include "arena.h"

/**
 * Threads that do one job at a time together. Whoever runs the job is worker 0 and computes too, so that `threads` is
 * how many compute. Between jobs the others sleep.
 */
struct pool;

/** One piece of a job: called once for each task number, by whichever worker is free. */
typedef void (*pool_task)(void *context, int task, int worker);

/** NULL where there is no memory or no thread to be had. */
struct pool *pool_create(int threads);

/** Ends the threads; no job may be under way. */
void pool_destroy(struct pool *pool);

int pool_threads(const struct pool *pool);

/** Only who holds the pool runs jobs and touches its arenas. */
void pool_hold(struct pool *pool);
/** Returns 0 where somebody else holds it. */
int pool_try_hold(struct pool *pool);
void pool_let_go(struct pool *pool);

/** Does all tasks on at most `workers` threads; numbers of workers lie below that. */
void pool_run(struct pool *pool, int workers, int tasks, pool_task run, void *context);

/** Memory of one worker, or with -1 of the job itself. */
struct arena *pool_arena(struct pool *pool, int worker);

#endif
