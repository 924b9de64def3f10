#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct pool {
  int threads;
  int started;
  pthread_t *handles;
  struct arena *arenas;
  pthread_mutex_t held;

  pthread_mutex_t mutex;
  pthread_cond_t wake;
  pthread_cond_t done;
  unsigned long job;
  int stopping;
  /** Helpers wanted for this job that have not come yet, and those that are at it. */
  int wanted;
  int busy;
  int next_worker;

  pool_task run;
  void *context;
  int tasks;
  atomic_int next_task;
};

static void do_tasks(struct pool *pool, int worker) {
  for (;;) {
    int task = atomic_fetch_add_explicit(&pool->next_task, 1, memory_order_relaxed);
    if (task >= pool->tasks) return;
    pool->run(pool->context, task, worker);
  }
}

static void *serve(void *argument) {
  struct pool *pool = argument;
  pthread_mutex_lock(&pool->mutex);
  for (;;) {
    while (pool->wanted == 0 && !pool->stopping) pthread_cond_wait(&pool->wake, &pool->mutex);
    if (pool->stopping) break;
    pool->wanted--;
    pool->busy++;
    int worker = pool->next_worker++;
    pthread_mutex_unlock(&pool->mutex);
    do_tasks(pool, worker);
    pthread_mutex_lock(&pool->mutex);
    if (--pool->busy == 0) pthread_cond_signal(&pool->done);
  }
  pthread_mutex_unlock(&pool->mutex);
  return NULL;
}

struct pool *pool_create(int threads) {
  struct pool *pool = calloc(1, sizeof *pool);
  if (pool == NULL) return NULL;
  pool->threads = threads;
  pthread_mutex_init(&pool->held, NULL);
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->wake, NULL);
  pthread_cond_init(&pool->done, NULL);
  pool->handles = calloc((size_t)threads, sizeof *pool->handles);
  pool->arenas = calloc((size_t)threads + 1, sizeof *pool->arenas);
  int is_whole = pool->handles != NULL && pool->arenas != NULL;
  for (; is_whole && pool->started < threads - 1; pool->started++) {
    is_whole = pthread_create(&pool->handles[pool->started], NULL, serve, pool) == 0;
    if (!is_whole) break;
  }
  if (is_whole) return pool;
  pool_destroy(pool);
  return NULL;
}

void pool_destroy(struct pool *pool) {
  pthread_mutex_lock(&pool->mutex);
  pool->stopping = 1;
  pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->mutex);
  for (int i = 0; i < pool->started; i++) pthread_join(pool->handles[i], NULL);
  for (int i = 0; pool->arenas != NULL && i <= pool->threads; i++) arena_release(&pool->arenas[i]);
  pthread_cond_destroy(&pool->done);
  pthread_cond_destroy(&pool->wake);
  pthread_mutex_destroy(&pool->mutex);
  pthread_mutex_destroy(&pool->held);
  free(pool->arenas);
  free(pool->handles);
  free(pool);
}

int pool_threads(const struct pool *pool) { return pool->threads; }

void pool_hold(struct pool *pool) { pthread_mutex_lock(&pool->held); }

int pool_try_hold(struct pool *pool) { return pthread_mutex_trylock(&pool->held) == 0; }

void pool_let_go(struct pool *pool) { pthread_mutex_unlock(&pool->held); }

void pool_run(struct pool *pool, int workers, int tasks, pool_task run, void *context) {
  int helpers = (workers < tasks ? workers : tasks) - 1;
  pool->run = run;
  pool->context = context;
  pool->tasks = tasks;
  atomic_store_explicit(&pool->next_task, 0, memory_order_relaxed);
  if (helpers <= 0) {
    do_tasks(pool, 0);
    return;
  }
  pthread_mutex_lock(&pool->mutex);
  pool->wanted = helpers;
  pool->next_worker = 1;
  pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->mutex);
  do_tasks(pool, 0);
  pthread_mutex_lock(&pool->mutex);
  // A helper that has not woken by now would find nothing left to do.
  pool->wanted = 0;
  while (pool->busy > 0) pthread_cond_wait(&pool->done, &pool->mutex);
  pthread_mutex_unlock(&pool->mutex);
}

struct arena *pool_arena(struct pool *pool, int worker) { return &pool->arenas[worker + 1]; }
