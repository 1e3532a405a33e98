/* Semaphores, a mutex and a condition in shared memory, between processes that take turns anywhere. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ITEMS = 200, ROUNDS = 3000, WORKERS = 3 };
#define NAME "/heapglass-test-semaphore"

struct shared {
  sem_t empty, full;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  pthread_rwlock_t rwlock;
  pthread_spinlock_t spin;
  pthread_barrier_t barrier;
  int item, counter, turn, pair[2], torn, serial;
};

static void count(struct shared *shared) {
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&shared->mutex);
    int before = shared->counter;
    for (volatile int k = 0; k < 5; k++) {}
    shared->counter = before + 1;
    pthread_mutex_unlock(&shared->mutex);
  }
}

static struct timespec soon(void) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 20000000;
  if (until.tv_nsec >= 1000000000) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000;
  }
  return until;
}

/* Locks of other kinds: who holds one keeps the others out; a barrier opens for all at once. */
static void others(struct shared *shared) {
  pthread_rwlockattr_t rwlock;
  pthread_rwlockattr_init(&rwlock);
  pthread_rwlockattr_setpshared(&rwlock, PTHREAD_PROCESS_SHARED);
  pthread_rwlock_init(&shared->rwlock, &rwlock);
  pthread_spin_init(&shared->spin, PTHREAD_PROCESS_SHARED);
  pthread_barrierattr_t barrier;
  pthread_barrierattr_init(&barrier);
  pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&shared->barrier, &barrier, WORKERS);
  shared->counter = 0;
  for (int worker = 0; worker < WORKERS; worker++)
    if (fork() == 0) {
      int serial = 0, torn = 0;
      for (int i = 0; i < 100; i++) {
        pthread_rwlock_wrlock(&shared->rwlock);
        shared->pair[0]++;
        for (volatile int k = 0; k < 5; k++) {}
        shared->pair[1]++;
        pthread_rwlock_unlock(&shared->rwlock);
        pthread_rwlock_rdlock(&shared->rwlock);
        torn += shared->pair[0] != shared->pair[1];
        pthread_rwlock_unlock(&shared->rwlock);
        pthread_spin_lock(&shared->spin);
        int before = shared->counter;
        for (volatile int k = 0; k < 5; k++) {}
        shared->counter = before + 1;
        pthread_spin_unlock(&shared->spin);
        if (i % 25 == 0) serial += pthread_barrier_wait(&shared->barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
      }
      pthread_spin_lock(&shared->spin);
      shared->serial += serial;
      shared->torn += torn;
      pthread_spin_unlock(&shared->spin);
      _exit(0);
    }
  while (wait(NULL) > 0) {}
  printf("pair %d %d, torn %d, counter %d, serial %d\n", shared->pair[0], shared->pair[1], shared->torn, shared->counter,
         shared->serial);
  pthread_rwlock_rdlock(&shared->rwlock);
  pthread_mutex_lock(&shared->mutex);
  fflush(stdout);
  if (fork() == 0) {
    struct timespec until = soon();
    printf("read %d, write %d, mutex %d\n", pthread_rwlock_tryrdlock(&shared->rwlock),
           pthread_rwlock_trywrlock(&shared->rwlock) == EBUSY,
           pthread_mutex_timedlock(&shared->mutex, &until) == ETIMEDOUT);
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  struct timespec until = soon();
  printf("condition %d\n", pthread_cond_timedwait(&shared->changed, &shared->mutex, &until) == ETIMEDOUT);
  pthread_mutex_unlock(&shared->mutex);
  fflush(stdout);
}

int main(void) {
  struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(&shared->empty, 1, 1);
  sem_init(&shared->full, 1, 0);
  pthread_mutexattr_t mutex;
  pthread_mutexattr_init(&mutex);
  pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &mutex);
  pthread_condattr_t condition;
  pthread_condattr_init(&condition);
  pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&shared->changed, &condition);

  if (fork() == 0) {
    for (int i = 0; i < ITEMS; i++) {
      sem_wait(&shared->empty);
      shared->item = i;
      sem_post(&shared->full);
    }
    _exit(0);
  }
  int sum = 0;
  for (int i = 0; i < ITEMS; i++) {
    sem_wait(&shared->full);
    sum += shared->item;
    sem_post(&shared->empty);
  }
  wait(NULL);
  printf("sum %d\n", sum);
  fflush(stdout);

  for (int i = 0; i < WORKERS; i++)
    if (fork() == 0) {
      count(shared);
      _exit(0);
    }
  count(shared);
  while (wait(NULL) > 0) {}
  printf("counter %d\n", shared->counter);
  fflush(stdout);

  /* By turns. */
  for (int worker = 0; worker < WORKERS; worker++)
    if (fork() == 0) {
      pthread_mutex_lock(&shared->mutex);
      while (shared->turn != worker) pthread_cond_wait(&shared->changed, &shared->mutex);
      printf("worker %d\n", worker);
      fflush(stdout);
      shared->turn++;
      pthread_cond_broadcast(&shared->changed);
      pthread_mutex_unlock(&shared->mutex);
      _exit(0);
    }
  while (wait(NULL) > 0) {}

  others(shared);

  sem_unlink(NAME);
  sem_t *named = sem_open(NAME, O_CREAT | O_EXCL, 0600, 0);
  int exists = sem_open(NAME, O_CREAT | O_EXCL, 0600, 0) == SEM_FAILED && errno == EEXIST;
  if (fork() == 0) {
    sem_t *same = sem_open(NAME, 0);
    usleep(1000);
    sem_post(same);
    _exit(0);
  }
  int waited = sem_wait(named), value = -1;
  sem_getvalue(named, &value);
  printf("named: exists %d, waited %d, value %d\n", exists, waited, value);
  struct timespec until = soon();
  waited = sem_timedwait(named, &until);
  printf("timed: %d %d\n", waited, errno == ETIMEDOUT);
  sem_close(named);
  wait(NULL);
  printf("unlinked %d\n", sem_unlink(NAME));
  return 0;
}
