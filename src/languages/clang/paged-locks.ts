/**
 * Semaphores and locks of paged-source.ts: words in memory that processes share. Nothing interrupts a
 * process between a look at a word and the write that follows it; who must wait does so in the host, until the word changes.
 */
export const PAGED_LOCKS = `
/* Until *word is not value any more, for some time at most if milliseconds is not negative; or for no reason. */
static int await(volatile int *word, int value, int milliseconds) {
  return host_await((int)(intptr_t)word, value, milliseconds);
}

static volatile int *words(volatile void *of) { return of; }

WEAK int sem_init(sem_t *semaphore, int shared, unsigned value) {
  (void)shared;
  if (value > 0x7fffffff) {
    errno = EINVAL;
    return -1;
  }
  words(semaphore)[0] = (int)value;
  return 0;
}

WEAK int sem_destroy(sem_t *semaphore) { return (void)semaphore, 0; }

WEAK int sem_trywait(sem_t *semaphore) {
  volatile int *value = words(semaphore);
  if (*value > 0) {
    --*value;
    return 0;
  }
  errno = EAGAIN;
  return -1;
}

WEAK int sem_wait(sem_t *semaphore) {
  while (sem_trywait(semaphore) != 0)
    if (result(await(words(semaphore), 0, -1)) != 0) return -1;
  return 0;
}

/* Milliseconds to a time of the wall clock, for await; 0 when it is over. */
static int left_until(const struct timespec *until) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long long left = (until->tv_sec - now.tv_sec) * 1000LL + (until->tv_nsec - now.tv_nsec + 999999) / 1000000;
  return left <= 0 ? 0 : left > 0x7fffffff ? 0x7fffffff : (int)left;
}

WEAK int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
  while (sem_trywait(semaphore) != 0) {
    int left = left_until(until);
    if (left == 0) return result(-ETIMEDOUT);
    if (result(await(words(semaphore), 0, left)) != 0) return -1;
  }
  return 0;
}

WEAK int sem_post(sem_t *semaphore) {
  ++*words(semaphore);
  return 0;
}

WEAK int sem_getvalue(sem_t *restrict semaphore, int *restrict value) {
  *value = *words(semaphore);
  return 0;
}

WEAK sem_t *sem_open(const char *name, int flags, ...) {
  char path[300] = "sem.";
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  unsigned value = flags & O_CREAT ? va_arg(more, unsigned) : 0;
  va_end(more);
  while (*name == '/') name++;
  strncat(path, name, 260);
  int fd = flags & O_CREAT ? shm_open(path, O_CREAT | O_EXCL | O_RDWR, mode) : -1;
  int is_new = fd >= 0;
  if (!is_new && (flags & O_CREAT) && ((flags & O_EXCL) || errno != EEXIST)) return SEM_FAILED;
  if (!is_new) fd = shm_open(path, O_RDWR, 0);
  if (fd < 0) return SEM_FAILED;
  if (is_new && ftruncate(fd, 4096) != 0) return SEM_FAILED;
  sem_t *semaphore = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (semaphore == MAP_FAILED) return SEM_FAILED;
  if (is_new) sem_init(semaphore, 1, value);
  return semaphore;
}

WEAK int sem_close(sem_t *semaphore) { return munmap(semaphore, 4096); }

WEAK int sem_unlink(const char *name) {
  char path[300] = "sem.";
  while (*name == '/') name++;
  strncat(path, name, 260);
  return shm_unlink(path);
}

/* Of a mutex: who has it (0: nobody), how often more than once, and its type. */
enum { OWNER, AGAIN, KIND };

WEAK int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attributes) {
  int kind = PTHREAD_MUTEX_NORMAL;
  if (attributes != NULL) kind = attributes->__attr & 3;
  words(mutex)[OWNER] = words(mutex)[AGAIN] = 0;
  words(mutex)[KIND] = kind;
  return 0;
}

WEAK int pthread_mutex_destroy(pthread_mutex_t *mutex) { return (void)mutex, 0; }

WEAK int pthread_mutex_trylock(pthread_mutex_t *mutex) {
  volatile int *words = (volatile int *)mutex;
  int own = getpid();
  if (words[OWNER] == own && words[KIND] == PTHREAD_MUTEX_RECURSIVE) {
    words[AGAIN]++;
    return 0;
  }
  if (words[OWNER] != 0) return EBUSY;
  words[OWNER] = own;
  return 0;
}

WEAK int pthread_mutex_lock(pthread_mutex_t *mutex) {
  volatile int *words = (volatile int *)mutex;
  while (pthread_mutex_trylock(mutex) != 0) {
    int owner = words[OWNER];
    if (owner == getpid() && words[KIND] == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
    if (owner != 0) await(&words[OWNER], owner, -1);
  }
  return 0;
}

WEAK int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
  volatile int *words = (volatile int *)mutex;
  while (pthread_mutex_trylock(mutex) != 0) {
    int owner = words[OWNER], left = left_until(until);
    if (owner == getpid() && words[KIND] == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
    if (left == 0) return ETIMEDOUT;
    if (owner != 0) await(&words[OWNER], owner, left);
  }
  return 0;
}

WEAK int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  volatile int *words = (volatile int *)mutex;
  if (words[KIND] != PTHREAD_MUTEX_NORMAL && words[OWNER] != getpid()) return EPERM;
  if (words[AGAIN] > 0) words[AGAIN]--;
  else words[OWNER] = 0;
  return 0;
}

/* A condition is a number that changes when it is signalled. */
WEAK int pthread_cond_init(pthread_cond_t *restrict condition, const pthread_condattr_t *restrict attributes) {
  (void)attributes;
  words(condition)[0] = 0;
  return 0;
}

WEAK int pthread_cond_destroy(pthread_cond_t *condition) { return (void)condition, 0; }

WEAK int pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex) {
  int before = *words(condition);
  pthread_mutex_unlock(mutex);
  while (*words(condition) == before) await(words(condition), before, -1);
  return pthread_mutex_lock(mutex);
}

WEAK int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                                const struct timespec *restrict until) {
  int before = *words(condition), left;
  pthread_mutex_unlock(mutex);
  while (*words(condition) == before && (left = left_until(until)) > 0) await(words(condition), before, left);
  int is_over = *words(condition) == before;
  int error = pthread_mutex_lock(mutex);
  return error != 0 ? error : is_over ? ETIMEDOUT : 0;
}

WEAK int pthread_cond_broadcast(pthread_cond_t *condition) {
  ++*words(condition);
  return 0;
}

WEAK int pthread_cond_signal(pthread_cond_t *condition) { return pthread_cond_broadcast(condition); }

/* How many read; -1 while one writes. */
WEAK int pthread_rwlock_init(pthread_rwlock_t *restrict lock, const pthread_rwlockattr_t *restrict attributes) {
  (void)attributes;
  words(lock)[0] = 0;
  return 0;
}
WEAK int pthread_rwlock_destroy(pthread_rwlock_t *lock) { return (void)lock, 0; }

WEAK int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
  if (words(lock)[0] < 0) return EBUSY;
  ++words(lock)[0];
  return 0;
}
WEAK int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
  while (pthread_rwlock_tryrdlock(lock) != 0) await(words(lock), -1, -1);
  return 0;
}
WEAK int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
  if (words(lock)[0] != 0) return EBUSY;
  words(lock)[0] = -1;
  return 0;
}
WEAK int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
  while (pthread_rwlock_trywrlock(lock) != 0) {
    int readers = words(lock)[0];
    if (readers != 0) await(words(lock), readers, -1);
  }
  return 0;
}
WEAK int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
  words(lock)[0] = words(lock)[0] > 0 ? words(lock)[0] - 1 : 0;
  return 0;
}

/* Whoever spins gives up the turn, or nobody could let go. */
WEAK int pthread_spin_init(pthread_spinlock_t *lock, int shared) { return (void)shared, words(lock)[0] = 0; }
WEAK int pthread_spin_destroy(pthread_spinlock_t *lock) { return (void)lock, 0; }
WEAK int pthread_spin_trylock(pthread_spinlock_t *lock) {
  if (words(lock)[0] != 0) return EBUSY;
  words(lock)[0] = 1;
  return 0;
}
WEAK int pthread_spin_lock(pthread_spinlock_t *lock) {
  while (pthread_spin_trylock(lock) != 0) await(words(lock), 1, -1);
  return 0;
}
WEAK int pthread_spin_unlock(pthread_spinlock_t *lock) { return words(lock)[0] = 0; }

/* Of a barrier: for how many it is, how many have come, and how often it has opened. */
enum { AWAITED, ARRIVED, OPENED };

WEAK int pthread_barrier_init(pthread_barrier_t *restrict barrier, const pthread_barrierattr_t *restrict attributes,
                              unsigned count) {
  (void)attributes;
  if (count == 0 || count > 0x7fffffff) return EINVAL;
  words(barrier)[AWAITED] = (int)count;
  words(barrier)[ARRIVED] = words(barrier)[OPENED] = 0;
  return 0;
}
WEAK int pthread_barrier_destroy(pthread_barrier_t *barrier) { return (void)barrier, 0; }

WEAK int pthread_barrier_wait(pthread_barrier_t *barrier) {
  volatile int *state = words(barrier);
  int opened = state[OPENED];
  if (++state[ARRIVED] == state[AWAITED]) {
    state[ARRIVED] = 0;
    ++state[OPENED];
    return PTHREAD_BARRIER_SERIAL_THREAD;
  }
  while (state[OPENED] == opened) await(&state[OPENED], opened, -1);
  return 0;
}
`;
