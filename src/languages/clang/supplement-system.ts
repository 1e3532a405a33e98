/**
 * The part of the supplement that is about other processes, users, signals and messages. There is one process and one
 * user: what would need another fails with ENOSYS; giving a file to an owner succeeds when it is the owner that it has.
 * Signals come from raise() alone, so a set of blocked ones has nothing to hold back.
 */

import { THREAD_DECLARATIONS, THREAD_SOURCE, THREAD_SYMBOLS } from './c11-threads.js';
import { SPAWN_HEADER } from './paged-exec.js';

/** What is declared behind the C library's own header of that name. */
export const SYSTEM_DECLARATIONS: Record<string, string> = {
  'pthread.h': THREAD_DECLARATIONS,
  'unistd.h': `uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
pid_t getppid(void);
pid_t getpgrp(void);
pid_t fork(void);
int execv(const char *, char *const []);
int execve(const char *, char *const [], char *const []);
int execvp(const char *, char *const []);
int execl(const char *, const char *, ...);
int execlp(const char *, const char *, ...);
int execle(const char *, const char *, ...);
int execvpe(const char *, char *const [], char *const []);
int fexecve(int, char *const [], char *const []);
int pipe(int [2]);
int dup(int);
int dup2(int, int);
int chown(const char *, uid_t, gid_t);
int lchown(const char *, uid_t, gid_t);
int fchown(int, uid_t, gid_t);
unsigned alarm(unsigned);
char *getlogin(void);
void sync(void);
`,
  'signal.h': `#include <sys/select.h>
#include <sys/types.h>
typedef struct {
  int si_signo;
  int si_errno;
  int si_code;
  union {
    void *address;
    struct {
      pid_t pid;
      uid_t uid;
      int status;
    } sender;
  } __data;
} siginfo_t;
#define si_addr __data.address
#define si_pid __data.sender.pid
#define si_uid __data.sender.uid
#define si_status __data.sender.status
typedef struct {
  void *ss_sp;
  int ss_flags;
  size_t ss_size;
} stack_t;
struct sigaction {
  union {
    void (*handler)(int);
    void (*action)(int, siginfo_t *, void *);
  } __function;
  sigset_t sa_mask;
  int sa_flags;
};
#define sa_handler __function.handler
#define sa_sigaction __function.action
#define SEGV_MAPERR 1
#define SEGV_ACCERR 2
#define BUS_ADRALN 1
#define BUS_ADRERR 2
#define SI_USER 0
#define SI_KERNEL 0x80
#define SI_TKILL (-6)
#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define SS_ONSTACK 1
#define SS_DISABLE 2
#define MINSIGSTKSZ 2048
#define SIGSTKSZ 8192
#define SA_NOCLDSTOP 1
#define SA_NOCLDWAIT 2
#define SA_SIGINFO 4
#define SA_ONSTACK 0x08000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
int sigaction(int, const struct sigaction *, struct sigaction *);
int sigemptyset(sigset_t *);
int sigfillset(sigset_t *);
int sigaddset(sigset_t *, int);
int sigdelset(sigset_t *, int);
int sigismember(const sigset_t *, int);
int sigprocmask(int, const sigset_t *, sigset_t *);
int kill(pid_t, int);
`,
  'setjmp.h': `#undef sigsetjmp
#undef siglongjmp
#define sigsetjmp(env, mask) setjmp(env)
#define siglongjmp(env, value) longjmp(env, value)
`,
};

/** Headers that the C library does not have at all. */
export const SYSTEM_OWN_HEADERS: Record<string, string> = {
  'spawn.h': SPAWN_HEADER,
  'sys/wait.h': `#include <sys/types.h>
#define WNOHANG 1
#define WUNTRACED 2
#define WCONTINUED 8
#define WEXITSTATUS(status) (((status) >> 8) & 0xff)
#define WTERMSIG(status) ((status) & 0x7f)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
#define WIFCONTINUED(status) ((status) == 0xffff)
#define WCOREDUMP(status) ((status) & 0x80)
#define WIFSIGNALED(status) (!WIFEXITED(status) && !WIFSTOPPED(status))
pid_t wait(int *);
pid_t waitpid(pid_t, int *, int);
`,
  'pwd.h': `#include <sys/types.h>
struct passwd {
  char *pw_name;
  char *pw_passwd;
  uid_t pw_uid;
  gid_t pw_gid;
  char *pw_gecos;
  char *pw_dir;
  char *pw_shell;
};
struct passwd *getpwnam(const char *);
struct passwd *getpwuid(uid_t);
`,
  'grp.h': `#include <sys/types.h>
struct group {
  char *gr_name;
  char *gr_passwd;
  gid_t gr_gid;
  char **gr_mem;
};
struct group *getgrnam(const char *);
struct group *getgrgid(gid_t);
`,
};

export const SYSTEM_SYMBOLS: readonly string[] = [
  ...['getuid', 'geteuid', 'getgid', 'getegid', 'getppid', 'getpgrp', 'getlogin', 'sync', 'alarm', 'tzset', 'flock'],
  ...[
    'fork',
    'execv',
    'execve',
    'execvp',
    'execl',
    'execlp',
    'execle',
    'execvpe',
    'fexecve',
    'wait',
    'waitpid',
    'pipe',
    'dup',
    'dup2',
  ],
  ...['chown', 'lchown', 'fchown', 'getpwnam', 'getpwuid', 'getgrnam', 'getgrgid'],
  ...['sigaction', 'sigemptyset', 'sigfillset', 'sigaddset', 'sigdelset', 'sigismember', 'sigprocmask', 'kill'],
  ...['err', 'errx', 'verr', 'verrx', 'warn', 'warnx', 'vwarn', 'vwarnx'],
  ...THREAD_SYMBOLS,
];

/** Goes into the supplement's one source, behind its includes. */
export const SYSTEM_SOURCE = `
#include <err.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <wasi/api.h>

enum { USER = 1000 };

WEAK uid_t getuid(void) { return USER; }
WEAK uid_t geteuid(void) { return USER; }
WEAK gid_t getgid(void) { return USER; }
WEAK gid_t getegid(void) { return USER; }
WEAK pid_t getpgrp(void) { return getpid(); }
WEAK char *getlogin(void) { return getenv("USER"); }

static int refused(void) {
  errno = ENOSYS;
  return -1;
}

#ifndef __HEAPGLASS_PAGED
static int childless(void) {
  errno = ECHILD;
  return -1;
}

WEAK pid_t getppid(void) { return 1; }
WEAK pid_t fork(void) { return refused(); }
WEAK int pipe(int ends[2]) { return (void)ends, refused(); }
WEAK int dup(int fd) { return (void)fd, refused(); }
WEAK int dup2(int from, int to) { return from == to && fcntl(from, F_GETFL) >= 0 ? to : refused(); }
WEAK pid_t wait(int *status) { return (void)status, childless(); }
WEAK pid_t waitpid(pid_t pid, int *status, int options) { return (void)pid, (void)status, (void)options, childless(); }
#endif

#ifndef __HEAPGLASS_PAGED
/* Who only looks at the result shall know why, too: once is enough. */
static int stays(const char *path) {
  static int is_told;
  if (!is_told) fprintf(stderr, "heapglass: no exec of %s: there are no processes without --vm\\n", path);
  is_told = 1;
  return refused();
}

WEAK int execv(const char *path, char *const args[]) { return (void)args, stays(path); }
WEAK int execvp(const char *file, char *const args[]) { return (void)args, stays(file); }
WEAK int execvpe(const char *file, char *const args[], char *const env[]) { return (void)args, (void)env, stays(file); }
WEAK int execl(const char *path, const char *arg, ...) { return (void)arg, stays(path); }
WEAK int execlp(const char *file, const char *arg, ...) { return (void)arg, stays(file); }
WEAK int execle(const char *path, const char *arg, ...) { return (void)arg, stays(path); }
WEAK int execve(const char *path, char *const args[], char *const env[]) {
  return (void)args, (void)env, stays(path);
}
WEAK int fexecve(int fd, char *const args[], char *const env[]) {
  return (void)fd, (void)args, (void)env, stays("an open file");
}
#endif

static int owned(int found, uid_t user, gid_t group) {
  if (found != 0) return -1;
  if ((user == USER || user == (uid_t)-1) && (group == USER || group == (gid_t)-1)) return 0;
  /* Files show owner 0, for WASI has no owners: keeping what stat() says is no change either. */
  if (user == 0 && group == 0) return 0;
  errno = EPERM;
  return -1;
}

WEAK int chown(const char *path, uid_t user, gid_t group) {
  struct stat status;
  return owned(stat(path, &status), user, group);
}

WEAK int lchown(const char *path, uid_t user, gid_t group) {
  struct stat status;
  return owned(lstat(path, &status), user, group);
}

WEAK int fchown(int fd, uid_t user, gid_t group) {
  struct stat status;
  return owned(fstat(fd, &status), user, group);
}

/* Nobody else can hold a lock. */
WEAK int flock(int fd, int operation) { return (void)operation, fcntl(fd, F_GETFL) < 0 ? -1 : 0; }
WEAK void sync(void) {}
WEAK void tzset(void) {}
#ifndef __HEAPGLASS_PAGED
WEAK unsigned alarm(unsigned seconds) { return (void)seconds, 0; }
#endif

WEAK struct passwd *getpwnam(const char *name) { return (void)name, NULL; }
WEAK struct passwd *getpwuid(uid_t user) { return (void)user, NULL; }
WEAK struct group *getgrnam(const char *name) { return (void)name, NULL; }
WEAK struct group *getgrgid(gid_t group) { return (void)group, NULL; }

WEAK int sigemptyset(sigset_t *set) { return *set = 0, 0; }
WEAK int sigfillset(sigset_t *set) { return *set = (sigset_t)-1, 0; }

/* The signal's bit, or 0 for what is none. */
static sigset_t in_set(int number) {
  if (number >= 1 && number <= 64) return (sigset_t)1 << (number - 1);
  errno = EINVAL;
  return 0;
}

WEAK int sigaddset(sigset_t *set, int number) {
  sigset_t bit = in_set(number);
  return *set |= bit, bit != 0 ? 0 : -1;
}
WEAK int sigdelset(sigset_t *set, int number) {
  sigset_t bit = in_set(number);
  return *set &= ~bit, bit != 0 ? 0 : -1;
}
WEAK int sigismember(const sigset_t *set, int number) {
  sigset_t bit = in_set(number);
  return bit != 0 ? (*set & bit) != 0 : -1;
}

#ifndef __HEAPGLASS_PAGED
WEAK int sigprocmask(int how, const sigset_t *set, sigset_t *old) {
  (void)how, (void)set;
  if (old != NULL) *old = 0;
  return 0;
}

WEAK int sigaction(int number, const struct sigaction *action, struct sigaction *old) {
  /* Nothing but raise() sends a signal, and that calls handlers of one argument. */
  if (action != NULL && (action->sa_flags & SA_SIGINFO) != 0) {
    errno = ENOTSUP;
    return -1;
  }
  void (*before)(int) = signal(number, action != NULL ? action->sa_handler : SIG_DFL);
  if (before == SIG_ERR) return -1;
  if (action == NULL) signal(number, before);
  if (old != NULL) {
    memset(old, 0, sizeof *old);
    old->sa_handler = before;
  }
  return 0;
}

WEAK int kill(pid_t pid, int number) {
  if (pid != getpid() && pid != 0) {
    errno = ESRCH;
    return -1;
  }
  return number == 0 ? 0 : raise(number);
}
#endif

/* The C library keeps no argv[0]; these buffers hold the arguments of nearly every program. */
static const char *program(void) {
  static uint8_t *words[256];
  static uint8_t text[4096];
  size_t count, size;
  if (__wasi_args_sizes_get(&count, &size) != 0 || count == 0 || count > 256 || size > sizeof text) return "program";
  if (__wasi_args_get(words, text) != 0) return "program";
  const char *slash = strrchr((char *)text, '/');
  return slash != NULL ? slash + 1 : (char *)text;
}

static void say(const char *format, va_list args, int number) {
  fprintf(stderr, "%s: ", program());
  if (format != NULL) vfprintf(stderr, format, args);
  if (number != 0) fprintf(stderr, "%s%s", format != NULL ? ": " : "", strerror(number));
  fputc('\\n', stderr);
}

WEAK void vwarn(const char *format, va_list args) { say(format, args, errno); }
WEAK void vwarnx(const char *format, va_list args) { say(format, args, 0); }

WEAK void verr(int status, const char *format, va_list args) {
  vwarn(format, args);
  exit(status);
}

WEAK void verrx(int status, const char *format, va_list args) {
  vwarnx(format, args);
  exit(status);
}

WEAK void warn(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vwarn(format, args);
  va_end(args);
}

WEAK void warnx(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vwarnx(format, args);
  va_end(args);
}

WEAK void err(int status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  verr(status, format, args);
}

WEAK void errx(int status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  verrx(status, format, args);
}
${THREAD_SOURCE}`;
