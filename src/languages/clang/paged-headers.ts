/**
 * What C programs are given for paged memory (`--vm`), when they are compiled with __HEAPGLASS_PAGED: declarations behind
 * the C library's own, which lead to functions of ours, and those functions (paged-source.ts). Compiled without, a program
 * gets what the C library has: an emulation of mmap by malloc, and no faults.
 */

/** Before the C library's header of that name. */
export const PAGED_BEFORE: Record<string, string> = {
  'sys/resource.h': `#ifdef __HEAPGLASS_PAGED
#ifndef __wasilibc___struct_rusage_h
#define __wasilibc___struct_rusage_h
#include <__struct_timeval.h>
struct rusage {
  struct timeval ru_utime;
  struct timeval ru_stime;
  long ru_maxrss;
  long ru_ixrss;
  long ru_idrss;
  long ru_isrss;
  long ru_minflt;
  long ru_majflt;
  long ru_nswap;
  long ru_inblock;
  long ru_oublock;
  long ru_msgsnd;
  long ru_msgrcv;
  long ru_nsignals;
  long ru_nvcsw;
  long ru_nivcsw;
};
#endif
#endif
`,
};

/** Behind it. */
export const PAGED_DECLARATIONS: Record<string, string> = {
  'sys/mman.h': `#ifdef __HEAPGLASS_PAGED
#include <sys/types.h>
#define MADV_NORMAL 0
#define MADV_RANDOM 1
#define MADV_SEQUENTIAL 2
#define MADV_WILLNEED 3
#define MADV_DONTNEED 4
#define MADV_FREE 8
#define MADV_DONTFORK 10
#define MADV_DOFORK 11
#define MADV_MERGEABLE 12
#define MADV_UNMERGEABLE 13
#define MADV_HUGEPAGE 14
#define MADV_NOHUGEPAGE 15
#define MADV_DONTDUMP 16
#define MADV_DODUMP 17
#define MADV_WIPEONFORK 18
#define MADV_KEEPONFORK 19
#define MADV_COLD 20
#define MADV_PAGEOUT 21
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#undef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 3
#define MFD_CLOEXEC 1
#define MREMAP_MAYMOVE 1
#define MREMAP_FIXED 2
#define MCL_CURRENT 1
#define MCL_FUTURE 2
void *mmap(void *, size_t, int, int, int, off_t) __asm__("__paged_mmap");
int munmap(void *, size_t) __asm__("__paged_munmap");
int mprotect(void *, size_t, int) __asm__("__paged_mprotect");
int msync(void *, size_t, int) __asm__("__paged_msync");
int madvise(void *, size_t, int) __asm__("__paged_madvise");
int posix_madvise(void *, size_t, int) __asm__("__paged_posix_madvise");
int mincore(void *, size_t, unsigned char *) __asm__("__paged_mincore");
void *mremap(void *, size_t, size_t, int, ...) __asm__("__paged_mremap");
int mlockall(int) __asm__("__paged_mlockall");
int munlockall(void) __asm__("__paged_munlockall");
int mlock(const void *, size_t) __asm__("__paged_mlock");
int munlock(const void *, size_t) __asm__("__paged_munlock");
int shm_open(const char *, int, mode_t) __asm__("__paged_shm_open");
int memfd_create(const char *, unsigned) __asm__("__paged_memfd_create");
int shm_unlink(const char *) __asm__("__paged_shm_unlink");
#endif
`,
  'unistd.h': `#ifdef __HEAPGLASS_PAGED
int brk(void *) __asm__("__paged_brk");
void *sbrk(intptr_t) __asm__("__paged_sbrk");
long sysconf(int) __asm__("__paged_sysconf");
int getpagesize(void) __asm__("__paged_getpagesize");
pid_t fork(void) __asm__("__paged_fork");
pid_t vfork(void) __asm__("__paged_fork");
pid_t getpid(void) __asm__("__paged_getpid");
pid_t getppid(void) __asm__("__paged_getppid");
int pipe(int [2]) __asm__("__paged_pipe");
int pipe2(int [2], int) __asm__("__paged_pipe2");
int dup3(int, int, int) __asm__("__paged_dup3");
int dup(int) __asm__("__paged_dup");
int dup2(int, int) __asm__("__paged_dup2");
int execve(const char *, char *const [], char *const []) __asm__("__paged_execve");
int execv(const char *, char *const []) __asm__("__paged_execv");
int execvp(const char *, char *const []) __asm__("__paged_execvp");
int execvpe(const char *, char *const [], char *const []) __asm__("__paged_execvpe");
int execl(const char *, const char *, ...) __asm__("__paged_execl");
int execlp(const char *, const char *, ...) __asm__("__paged_execlp");
int execle(const char *, const char *, ...) __asm__("__paged_execle");
int fexecve(int, char *const [], char *const []) __asm__("__paged_fexecve");
int pause(void) __asm__("__paged_pause");
unsigned alarm(unsigned) __asm__("__paged_alarm");
#endif
`,
  'fcntl.h': `#ifdef __HEAPGLASS_PAGED
#include <sys/types.h>
#undef O_CLOEXEC
#define O_CLOEXEC 0x40000000
#define F_DUPFD 0
#define F_DUPFD_CLOEXEC 1030
int open(const char *, int, ...) __asm__("__paged_open");
int fcntl(int, int, ...) __asm__("__paged_fcntl");
#endif
`,
  'stdio.h': `#ifdef __HEAPGLASS_PAGED
FILE *popen(const char *, const char *) __asm__("__paged_popen");
int pclose(FILE *) __asm__("__paged_pclose");
#endif
`,
  'stdlib.h': `#ifdef __HEAPGLASS_PAGED
int system(const char *) __asm__("__paged_system");
#endif
`,
  'semaphore.h': `#ifdef __HEAPGLASS_PAGED
int sem_init(sem_t *, int, unsigned) __asm__("__paged_sem_init");
int sem_destroy(sem_t *) __asm__("__paged_sem_destroy");
int sem_wait(sem_t *) __asm__("__paged_sem_wait");
int sem_trywait(sem_t *) __asm__("__paged_sem_trywait");
int sem_timedwait(sem_t *__restrict, const struct timespec *__restrict) __asm__("__paged_sem_timedwait");
int sem_post(sem_t *) __asm__("__paged_sem_post");
int sem_getvalue(sem_t *__restrict, int *__restrict) __asm__("__paged_sem_getvalue");
sem_t *sem_open(const char *, int, ...) __asm__("__paged_sem_open");
int sem_close(sem_t *) __asm__("__paged_sem_close");
int sem_unlink(const char *) __asm__("__paged_sem_unlink");
#endif
`,
  'pthread.h': `#ifdef __HEAPGLASS_PAGED
int pthread_create(pthread_t *__restrict, const pthread_attr_t *__restrict, void *(*)(void *), void *__restrict) __asm__("__paged_thread_create");
int pthread_mutex_init(pthread_mutex_t *__restrict, const pthread_mutexattr_t *__restrict) __asm__("__paged_mutex_init");
int pthread_mutex_destroy(pthread_mutex_t *) __asm__("__paged_mutex_destroy");
int pthread_mutex_lock(pthread_mutex_t *) __asm__("__paged_mutex_lock");
int pthread_mutex_timedlock(pthread_mutex_t *__restrict, const struct timespec *__restrict) __asm__("__paged_mutex_timedlock");
int pthread_mutex_trylock(pthread_mutex_t *) __asm__("__paged_mutex_trylock");
int pthread_mutex_unlock(pthread_mutex_t *) __asm__("__paged_mutex_unlock");
int pthread_cond_init(pthread_cond_t *__restrict, const pthread_condattr_t *__restrict) __asm__("__paged_cond_init");
int pthread_cond_destroy(pthread_cond_t *) __asm__("__paged_cond_destroy");
int pthread_cond_wait(pthread_cond_t *__restrict, pthread_mutex_t *__restrict) __asm__("__paged_cond_wait");
int pthread_cond_timedwait(pthread_cond_t *__restrict, pthread_mutex_t *__restrict, const struct timespec *__restrict) __asm__("__paged_cond_timedwait");
int pthread_cond_signal(pthread_cond_t *) __asm__("__paged_cond_signal");
int pthread_cond_broadcast(pthread_cond_t *) __asm__("__paged_cond_broadcast");
int pthread_rwlock_init(pthread_rwlock_t *__restrict, const pthread_rwlockattr_t *__restrict) __asm__("__paged_rwlock_init");
int pthread_rwlock_destroy(pthread_rwlock_t *) __asm__("__paged_rwlock_destroy");
int pthread_rwlock_rdlock(pthread_rwlock_t *) __asm__("__paged_rwlock_rdlock");
int pthread_rwlock_tryrdlock(pthread_rwlock_t *) __asm__("__paged_rwlock_tryrdlock");
int pthread_rwlock_wrlock(pthread_rwlock_t *) __asm__("__paged_rwlock_wrlock");
int pthread_rwlock_trywrlock(pthread_rwlock_t *) __asm__("__paged_rwlock_trywrlock");
int pthread_rwlock_unlock(pthread_rwlock_t *) __asm__("__paged_rwlock_unlock");
int pthread_spin_init(pthread_spinlock_t *, int) __asm__("__paged_spin_init");
int pthread_spin_destroy(pthread_spinlock_t *) __asm__("__paged_spin_destroy");
int pthread_spin_lock(pthread_spinlock_t *) __asm__("__paged_spin_lock");
int pthread_spin_trylock(pthread_spinlock_t *) __asm__("__paged_spin_trylock");
int pthread_spin_unlock(pthread_spinlock_t *) __asm__("__paged_spin_unlock");
int pthread_barrier_init(pthread_barrier_t *__restrict, const pthread_barrierattr_t *__restrict, unsigned) __asm__("__paged_barrier_init");
int pthread_barrier_destroy(pthread_barrier_t *) __asm__("__paged_barrier_destroy");
int pthread_barrier_wait(pthread_barrier_t *) __asm__("__paged_barrier_wait");
#endif
`,
  'signal.h': `#ifdef __HEAPGLASS_PAGED
int kill(pid_t, int) __asm__("__paged_kill");
int raise(int) __asm__("__paged_raise");
void (*signal(int, void (*)(int)))(int) __asm__("__paged_signal");
int sigprocmask(int, const sigset_t *__restrict, sigset_t *__restrict) __asm__("__paged_sigprocmask");
int pthread_sigmask(int, const sigset_t *__restrict, sigset_t *__restrict) __asm__("__paged_sigmask");
int sigpending(sigset_t *) __asm__("__paged_sigpending");
int sigsuspend(const sigset_t *) __asm__("__paged_sigsuspend");
int sigaltstack(const stack_t *__restrict, stack_t *__restrict) __asm__("__paged_sigaltstack");
int sigwait(const sigset_t *__restrict, int *__restrict) __asm__("__paged_sigwait");
#endif
`,
  'sys/wait.h': `#ifdef __HEAPGLASS_PAGED
#include <sys/resource.h>
pid_t wait(int *) __asm__("__paged_wait");
pid_t waitpid(pid_t, int *, int) __asm__("__paged_waitpid");
typedef enum { P_ALL, P_PID, P_PGID } idtype_t;
#define WEXITED 4
#include <signal.h>
int waitid(idtype_t, id_t, siginfo_t *, int) __asm__("__paged_waitid");
pid_t wait3(int *, int, struct rusage *) __asm__("__paged_wait3");
pid_t wait4(pid_t, int *, int, struct rusage *) __asm__("__paged_wait4");
#endif
`,
  'sys/resource.h': `#ifdef __HEAPGLASS_PAGED
#include <sys/types.h>
int getrusage(int, struct rusage *) __asm__("__paged_getrusage");
typedef unsigned long long rlim_t;
struct rlimit {
  rlim_t rlim_cur;
  rlim_t rlim_max;
};
#define RLIM_INFINITY (~0ULL)
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_RSS 5
#define RLIMIT_NPROC 6
#define RLIMIT_NOFILE 7
#define RLIMIT_MEMLOCK 8
#define RLIMIT_AS 9
int getrlimit(int, struct rlimit *) __asm__("__paged_getrlimit");
int setrlimit(int, const struct rlimit *) __asm__("__paged_setrlimit");
int prlimit(pid_t, int, const struct rlimit *, struct rlimit *) __asm__("__paged_prlimit");
#endif
`,
};
