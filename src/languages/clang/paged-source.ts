/**
 * The functions behind paged-headers.ts, linked into every program that is compiled for paged memory. Each is a call of the
 * host (process/vm/paged-calls.ts), which answers with a negated error number where it refuses.
 */
import { PAGED_CALLS } from './paged-call-names.js';
import { PAGED_EXEC } from './paged-exec.js';
import { PAGED_LOCKS } from './paged-locks.js';

const IMPORTS = Object.entries(PAGED_CALLS)
  .map(
    ([name, parameters]) =>
      `__attribute__((import_module("heapglass_paged"), import_name("${name}"))) int host_${name}(${parameters});`,
  )
  .join('\n');

export const PAGED_SOURCE = `
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

#define WEAK __attribute__((weak))

${IMPORTS}

/* Read-only data before it and this page can then be told apart: they never share a page. */
__attribute__((used, aligned(4096))) static char first_of_data[16] = "heapglass";

static int result(int answer) {
  if (answer >= 0) return answer;
  errno = -answer;
  return -1;
}

WEAK void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
  int answer = host_mmap((int)(intptr_t)address, (int)length, protection, flags, fd, (int)(offset / 4096));
  if (offset % 4096 != 0) answer = -EINVAL;
  /* Addresses are below 2 GiB. */
  return (void *)(intptr_t)result(answer);
}

WEAK int munmap(void *address, size_t length) { return result(host_munmap((int)(intptr_t)address, (int)length)); }

WEAK void *mremap(void *address, size_t old_length, size_t length, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  /* Whoever gives an address must let it move; who does not may have given none. */
  void *to = flags & MREMAP_FIXED && flags & MREMAP_MAYMOVE ? va_arg(rest, void *) : NULL;
  va_end(rest);
  return (void *)(intptr_t)result(
      host_mremap((int)(intptr_t)address, (int)old_length, (int)length, flags, (int)(intptr_t)to));
}

WEAK int mprotect(void *address, size_t length, int protection) {
  return result(host_mprotect((int)(intptr_t)address, (int)length, protection));
}

WEAK int msync(void *address, size_t length, int flags) {
  return result(host_msync((int)(intptr_t)address, (int)length, flags));
}

WEAK int madvise(void *address, size_t length, int advice) {
  return result(host_madvise((int)(intptr_t)address, (int)length, advice));
}

/* Hints must not lose data: POSIX_MADV_DONTNEED is only advice. */
WEAK int posix_madvise(void *address, size_t length, int advice) {
  int answer = host_madvise((int)(intptr_t)address, (int)length, advice == POSIX_MADV_DONTNEED ? MADV_NORMAL : advice);
  return answer < 0 ? -answer : 0;
}

WEAK int mincore(void *address, size_t length, unsigned char *vector) {
  return result(host_mincore((int)(intptr_t)address, (int)length, (int)(intptr_t)vector));
}

WEAK int mlock(const void *address, size_t length) {
  return result(host_mlock((int)(intptr_t)address, (int)length, 1));
}

WEAK int munlock(const void *address, size_t length) {
  return result(host_mlock((int)(intptr_t)address, (int)length, 0));
}

WEAK int mlockall(int flags) { return flags == 0 ? result(-EINVAL) : result(host_mlockall(flags)); }
WEAK int munlockall(void) { return result(host_mlockall(0)); }

/* Shared memory under names is files in a directory. */
static int shm_path(const char *name, char *path, size_t size) {
  while (*name == '/') name++;
  if (*name == 0 || strchr(name, '/') != NULL) {
    errno = EINVAL;
    return -1;
  }
  if (strlen(name) > 255) {
    errno = ENAMETOOLONG;
    return -1;
  }
  snprintf(path, size, "/dev/shm/%s", name);
  return 0;
}

WEAK int shm_open(const char *name, int flags, mode_t mode) {
  char path[300];
  return shm_path(name, path, sizeof path) < 0 ? -1 : open(path, flags, mode);
}

/* A file of shared memory without a name. */
WEAK int memfd_create(const char *name, unsigned flags) {
  static unsigned made;
  if (flags & ~MFD_CLOEXEC || strlen(name) > 249) return result(-EINVAL);
  char unique[32];
  snprintf(unique, sizeof unique, "memfd:%d.%u", getpid(), made++);
  int fd = shm_open(unique, O_RDWR | O_CREAT | O_EXCL | (flags & MFD_CLOEXEC ? O_CLOEXEC : 0), 0600);
  if (fd >= 0) shm_unlink(unique);
  return fd;
}

WEAK int shm_unlink(const char *name) {
  char path[300];
  return shm_path(name, path, sizeof path) < 0 ? -1 : unlink(path);
}

WEAK void *sbrk(intptr_t by) { return (void *)(intptr_t)result(host_sbrk((int)by)); }

WEAK int brk(void *end) {
  int now = host_sbrk(0);
  return result(host_sbrk((int)(intptr_t)end - now)) < 0 ? -1 : 0;
}

WEAK int getpagesize(void) { return 4096; }

long library_sysconf(int) __asm__("sysconf");

WEAK long sysconf(int name) {
  switch (name) {
    case _SC_PAGESIZE: return 4096;
    case _SC_PHYS_PAGES: return host_memory(0);
    case _SC_AVPHYS_PAGES: return host_memory(1);
    default: return library_sysconf(name);
  }
}

WEAK int getrusage(int who, struct rusage *usage) {
  int children = who == RUSAGE_CHILDREN;
  if (!children && who != RUSAGE_SELF) return result(-EINVAL);
  memset(usage, 0, sizeof *usage);
  clock_t time = children ? 0 : clock();
  usage->ru_utime.tv_sec = time / CLOCKS_PER_SEC;
  usage->ru_utime.tv_usec = time % CLOCKS_PER_SEC * 1000000 / CLOCKS_PER_SEC;
  usage->ru_maxrss = host_usage(0, children);
  usage->ru_minflt = host_usage(1, children);
  usage->ru_majflt = host_usage(2, children);
  usage->ru_inblock = children ? 0 : host_usage(3, 0);
  usage->ru_oublock = children ? 0 : host_usage(4, 0);
  return 0;
}

static unsigned unit(int resource) { return resource == RLIMIT_NPROC || resource == RLIMIT_NOFILE ? 1 : 1024; }

static rlim_t of_host(int resource, int value) {
  return value < 0 ? RLIM_INFINITY : (rlim_t)(unsigned)value * unit(resource);
}

WEAK int getrlimit(int resource, struct rlimit *limit) {
  int soft = host_limit(resource, 0);
  if (soft == -2) {
    errno = EINVAL;
    return -1;
  }
  limit->rlim_cur = of_host(resource, soft);
  limit->rlim_max = of_host(resource, host_limit(resource, 1));
  return 0;
}

static int to_host(int resource, rlim_t value) {
  rlim_t units = value / unit(resource);
  return value == RLIM_INFINITY || units > 0x7fffffff ? -1 : (int)units;
}

WEAK int setrlimit(int resource, const struct rlimit *limit) {
  /* The host counts in larger units. */
  if (limit->rlim_cur > limit->rlim_max) return result(-EINVAL);
  return result(host_set_limit(resource, to_host(resource, limit->rlim_cur), to_host(resource, limit->rlim_max)));
}

/* Of the process itself only. */
WEAK int prlimit(pid_t pid, int resource, const struct rlimit *limit, struct rlimit *old) {
  if (pid != 0 && pid != getpid()) return result(-EPERM);
  if (old != NULL && getrlimit(resource, old) < 0) return -1;
  return limit == NULL ? 0 : setrlimit(resource, limit);
}

/* Signals that there are have numbers up to 31; the host has a word for each set of them. */
static int word_of(sigset_t set) { return (int)(set & 0x7fffffff); }

WEAK int sigprocmask(int how, const sigset_t *set, sigset_t *old) {
  int before = host_sigmask(set != NULL ? how : -1, set != NULL ? word_of(*set) : 0);
  if (before >= 0 && old != NULL) *old = (sigset_t)before;
  return before < 0 ? result(before) : 0;
}

WEAK int pthread_sigmask(int how, const sigset_t *set, sigset_t *old) {
  int kept = errno;
  int error = sigprocmask(how, set, old) < 0 ? errno : 0;
  errno = kept;
  return error;
}

WEAK int sigpending(sigset_t *set) { return *set = (sigset_t)host_sigpending(), 0; }
WEAK int sigsuspend(const sigset_t *set) { return result(host_sigsuspend(word_of(*set))); }

WEAK int sigwait(const sigset_t *set, int *number) {
  int answer = host_sigwait(word_of(*set));
  if (answer < 0) return -answer;
  *number = answer;
  return 0;
}

/* The C library stops by an instruction that is not allowed, which is another signal. */
_Noreturn void abort(void) {
  sigset_t only = (sigset_t)1 << (SIGABRT - 1);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  raise(SIGABRT);
  host_reset_signal(SIGABRT);
  raise(SIGABRT);
  __builtin_trap();
}

WEAK int kill(pid_t pid, int number) { return result(host_kill(pid, number)); }
WEAK int raise(int number) { return result(host_raise(number)); }
WEAK int pause(void) { return result(host_pause()); }
WEAK unsigned alarm(unsigned seconds) { return (unsigned)host_alarm((int)seconds); }

/* Under it are usleep and nanosleep. The C library says ENOTSUP when a signal ends it, and not how much was left. */
WEAK int clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *left) {
  const long long second = 1000000000;
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return EINVAL;
  if (flags & ~TIMER_ABSTIME || wanted->tv_sec < 0 || wanted->tv_nsec < 0 || wanted->tv_nsec >= second) return EINVAL;
  struct timespec before, after;
  clock_gettime(clock, &before);
  long long time = wanted->tv_sec > INT64_MAX / second - 1 ? INT64_MAX : wanted->tv_sec * second + wanted->tv_nsec;
  __wasi_subscription_t until = {
      .u = {.tag = __WASI_EVENTTYPE_CLOCK,
            .u.clock = {.id = clock == CLOCK_REALTIME ? __WASI_CLOCKID_REALTIME : __WASI_CLOCKID_MONOTONIC,
                        .timeout = (__wasi_timestamp_t)time,
                        .flags = flags & TIMER_ABSTIME ? __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME : 0}}};
  __wasi_event_t event;
  __wasi_size_t count;
  int error = __wasi_poll_oneoff(&until, &event, 1, &count);
  if (error != EINTR) return error != 0 ? error : event.error;
  if (left == NULL || flags & TIMER_ABSTIME) return EINTR;
  clock_gettime(clock, &after);
  time -= (after.tv_sec - before.tv_sec) * second + after.tv_nsec - before.tv_nsec;
  if (time < 0) time = 0;
  *left = (struct timespec){.tv_sec = time / second, .tv_nsec = time % second};
  return EINTR;
}

/* @returns seconds that were left */
WEAK unsigned sleep(unsigned seconds) {
  struct timespec time = {.tv_sec = seconds};
  return nanosleep(&time, &time) < 0 ? (unsigned)time.tv_sec : 0;
}

/* Who only looks at the result of a call that cannot be shall know why, too: of the same call once. */
static int untold(const char *format, const char *what) {
  static const char *told_format;
  static unsigned told_hash;
  int kept = errno;
  unsigned hash = 0;
  for (const char *at = what; *at != 0; at++) hash = hash * 31 + (unsigned char)*at;
  if (format != told_format || hash != told_hash) dprintf(2, format, what);
  told_format = format;
  told_hash = hash;
  errno = kept;
  return -1;
}

WEAK int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  (void)thread, (void)attributes, (void)start, (void)argument;
  untold("heapglass: no thread: a process has one thread only, and %s; processes may share memory\\n",
         "pthread_create, thrd_create and std::thread fail");
  return ENOTSUP;
}

WEAK pid_t fork(void) { return result(host_fork()); }
WEAK pid_t getpid(void) { return host_getpid(); }
WEAK pid_t getppid(void) { return host_getppid(); }
WEAK pid_t waitpid(pid_t pid, int *status, int options) {
  if (options & ~(WNOHANG | WUNTRACED | WCONTINUED)) return result(-EINVAL);
  return result(host_waitpid(pid, (int)(intptr_t)status, options));
}
WEAK pid_t wait(int *status) { return waitpid(-1, status, 0); }

/* What the children have used before is taken away again from what all have used. */
WEAK pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage) {
  struct rusage before, after;
  getrusage(RUSAGE_CHILDREN, &before);
  pid_t child = waitpid(pid, status, options);
  if (child <= 0 || usage == NULL) return child;
  getrusage(RUSAGE_CHILDREN, &after);
  *usage = after;
  usage->ru_minflt -= before.ru_minflt;
  usage->ru_majflt -= before.ru_majflt;
  return child;
}

/* All processes are of one group. A child that has ended is waited for: there is no WNOWAIT. */
WEAK int waitid(idtype_t kind, id_t id, siginfo_t *info, int options) {
  if (!(options & WEXITED) || (options & ~(WEXITED | WNOHANG | WUNTRACED | WCONTINUED))) return result(-EINVAL);
  int status;
  pid_t child = waitpid(kind == P_PID ? (pid_t)id : -1, &status, options & WNOHANG);
  if (child < 0) return -1;
  if (info == NULL) return 0;
  memset(info, 0, sizeof *info);
  if (child == 0) return 0;
  info->si_signo = SIGCHLD;
  info->si_code = WIFEXITED(status) ? CLD_EXITED : CLD_KILLED;
  info->si_pid = child;
  info->si_uid = getuid();
  info->si_status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  return 0;
}

WEAK pid_t wait3(int *status, int options, struct rusage *usage) { return wait4(-1, status, options, usage); }

WEAK int pipe(int ends[2]) { return result(host_pipe((int)(intptr_t)ends)); }
WEAK int dup(int fd) { return result(host_dup(fd, -1)); }
WEAK int pipe2(int ends[2], int flags) {
  if (flags & ~(O_NONBLOCK | O_CLOEXEC)) return result(-EINVAL);
  if (pipe(ends) < 0) return -1;
  if (flags & O_CLOEXEC) host_closes(ends[0], 1), host_closes(ends[1], 1);
  if (flags & O_NONBLOCK) {
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
  }
  return 0;
}
WEAK int dup3(int from, int to, int flags) {
  if (from == to || (flags & ~O_CLOEXEC)) return result(-EINVAL);
  int copy = dup2(from, to);
  if (copy >= 0 && flags & O_CLOEXEC) host_closes(copy, 1);
  return copy;
}
WEAK int dup2(int from, int to) {
  if (to >= 0) return result(host_dup(from, to));
  errno = EBADF;
  return -1;
}

static stack_t alternate = {.ss_flags = SS_DISABLE};

/* The host says whether a handler runs there, and changes nothing for a negative size. */
WEAK int sigaltstack(const stack_t *next, stack_t *old) {
  int is_used = host_sigaltstack(0, -1);
  if (old != NULL) *old = alternate, old->ss_flags |= is_used ? SS_ONSTACK : 0;
  if (next == NULL) return 0;
  if (is_used) return result(-EPERM);
  if (next->ss_flags & ~SS_DISABLE) return result(-EINVAL);
  int is_off = next->ss_flags & SS_DISABLE;
  if (!is_off && next->ss_size < MINSIGSTKSZ) return result(-ENOMEM);
  alternate = *next;
  if (is_off) alternate = (stack_t){.ss_flags = SS_DISABLE};
  host_sigaltstack((int)(intptr_t)alternate.ss_sp, (int)alternate.ss_size);
  return 0;
}

${PAGED_LOCKS}
static struct sigaction actions[65];

WEAK int sigaction(int number, const struct sigaction *action, struct sigaction *old) {
  int is_fixed = number == SIGKILL || number == SIGSTOP;
  if (number < 1 || number > 64 || (is_fixed && action != NULL)) {
    errno = EINVAL;
    return -1;
  }
  struct sigaction before = actions[number];
  /* An earlier program of the process may have ignored it; SA_RESETHAND takes a handler away. */
  int state = host_sigaction(number, -2, 0, 0);
  if (state == 0) before.sa_handler = SIG_DFL;
  else if (state == 1) before.sa_handler = SIG_IGN;
  if (action != NULL) {
    actions[number] = *action;
    int handler = action->sa_handler == SIG_DFL ? 0 : action->sa_handler == SIG_IGN ? -1 : (int)(intptr_t)action->sa_handler;
    host_sigaction(number, handler, action->sa_flags, word_of(action->sa_mask));
  }
  if (old != NULL) *old = before;
  return 0;
}

WEAK void (*signal(int number, void (*handler)(int)))(int) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;
  return sigaction(number, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}
${PAGED_EXEC}`;
