/**
 * The functions of <threads.h>, which wasi-libc declares and leaves out, over those of <pthread.h>: there is one thread, so
 * thrd_create fails as pthread_create does, and locks work as they do there. Also what <pthread.h> hides for want of threads.
 */

/** Behind <pthread.h>. */
export const THREAD_DECLARATIONS = `__attribute__((__noreturn__)) void pthread_exit(void *);
int pthread_cancel(pthread_t);
`;

export const THREAD_SYMBOLS: readonly string[] = [
  ...['thrd_create', 'thrd_exit', 'thrd_join', 'thrd_yield', 'call_once', 'pthread_exit', 'pthread_cancel'],
  ...['mtx_init', 'mtx_lock', 'mtx_timedlock', 'mtx_trylock', 'mtx_unlock', 'mtx_destroy'],
  ...['cnd_init', 'cnd_signal', 'cnd_broadcast', 'cnd_wait', 'cnd_timedwait', 'cnd_destroy'],
  ...['tss_create', 'tss_delete', 'tss_set'],
];

/** Goes into the supplement's one source, behind its includes. */
export const THREAD_SOURCE = `
#include <pthread.h>
#include <sched.h>
#include <threads.h>

_Static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t) && sizeof(cnd_t) >= sizeof(pthread_cond_t), "they lie in each other");

static int as_thread_result(int error) {
  if (error == EBUSY) return thrd_busy;
  if (error == ETIMEDOUT) return thrd_timedout;
  if (error == ENOMEM) return thrd_nomem;
  return error == 0 ? thrd_success : thrd_error;
}

WEAK int thrd_create(thrd_t *thread, thrd_start_t start, void *argument) {
  return as_thread_result(pthread_create(thread, NULL, (void *(*)(void *))(void *)start, argument));
}
WEAK int thrd_join(thrd_t thread, int *result) { return (void)thread, (void)result, thrd_error; }
WEAK void thrd_yield(void) { sched_yield(); }

/* Of the last thread, which is the only one. */
WEAK void pthread_exit(void *result) { (void)result, exit(0); }
WEAK _Noreturn void thrd_exit(int result) { (void)result, exit(0); }
WEAK int pthread_cancel(pthread_t thread) { return (void)thread, ESRCH; }

WEAK void call_once(once_flag *flag, void (*function)(void)) { pthread_once(flag, function); }

WEAK int mtx_init(mtx_t *mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, type & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  return as_thread_result(pthread_mutex_init((pthread_mutex_t *)mutex, &attributes));
}
WEAK int mtx_lock(mtx_t *mutex) { return as_thread_result(pthread_mutex_lock((pthread_mutex_t *)mutex)); }
WEAK int mtx_trylock(mtx_t *mutex) { return as_thread_result(pthread_mutex_trylock((pthread_mutex_t *)mutex)); }
WEAK int mtx_unlock(mtx_t *mutex) { return as_thread_result(pthread_mutex_unlock((pthread_mutex_t *)mutex)); }
WEAK void mtx_destroy(mtx_t *mutex) { pthread_mutex_destroy((pthread_mutex_t *)mutex); }
WEAK int mtx_timedlock(mtx_t *restrict mutex, const struct timespec *restrict until) {
  return as_thread_result(pthread_mutex_timedlock((pthread_mutex_t *)mutex, until));
}

WEAK int cnd_init(cnd_t *condition) { return as_thread_result(pthread_cond_init((pthread_cond_t *)condition, NULL)); }
WEAK int cnd_signal(cnd_t *condition) { return as_thread_result(pthread_cond_signal((pthread_cond_t *)condition)); }
WEAK int cnd_broadcast(cnd_t *condition) { return as_thread_result(pthread_cond_broadcast((pthread_cond_t *)condition)); }
WEAK void cnd_destroy(cnd_t *condition) { pthread_cond_destroy((pthread_cond_t *)condition); }
WEAK int cnd_wait(cnd_t *condition, mtx_t *mutex) {
  return as_thread_result(pthread_cond_wait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex));
}
WEAK int cnd_timedwait(cnd_t *restrict condition, mtx_t *restrict mutex, const struct timespec *restrict until) {
  return as_thread_result(pthread_cond_timedwait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex, until));
}

WEAK int tss_create(tss_t *key, tss_dtor_t destroy) { return as_thread_result(pthread_key_create(key, destroy)); }
WEAK void tss_delete(tss_t key) { pthread_key_delete(key); }
WEAK int tss_set(tss_t key, void *value) { return as_thread_result(pthread_setspecific(key, value)); }
`;
