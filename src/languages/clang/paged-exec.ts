/**
 * Other programs in paged-source.ts: exec and what is made of it and fork. What a file has for a program the host knows
 * (api/executables.ts). There is no shell: system and popen run what is a program with its words, as a shell would.
 */
export const PAGED_EXEC = `
/* A name stands for a program, or for the source of one. */
static const char *const ENDINGS[] = {"", ".c", ".cc", ".cpp", ".cxx", ".wasm"};

/* The next program begins in the directory of this one. @returns the error */
static int exec_descriptor(int fd, const char *name, char *const args[], char *const env[]) {
  char directory[PATH_MAX];
  if (getcwd(directory, sizeof directory) == NULL) return errno;
  return -host_exec(fd, (int)(intptr_t)name, (int)(intptr_t)args, (int)(intptr_t)env, (int)(intptr_t)directory);
}

/* Where the program before has been. */
__attribute__((constructor)) static void begin_in_directory(void) {
  char directory[PATH_MAX];
  if (host_directory((int)(intptr_t)directory, sizeof directory) > 0) chdir(directory);
}

static int exec_file(const char *path, char *const args[], char *const env[]) {
  int error = ENOENT;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    char name[PATH_MAX];
    if ((size_t)snprintf(name, sizeof name, "%s%s", path, ENDINGS[i]) >= sizeof name) return result(-ENAMETOOLONG);
    int own = strcmp(name, "/proc/self/exe") == 0;
    int fd = own ? -1 : open(name, O_RDONLY | O_CLOEXEC);
    if (!own && fd < 0) {
      if (i == 0 && errno != ENOTCAPABLE) error = errno;
      continue;
    }
    /* Comes back only when the file is no program. */
    int answer = exec_descriptor(fd, name, args, env);
    if (fd >= 0) close(fd);
    error = answer;
    if (answer != ENOEXEC) break;
  }
  return result(-error);
}

/* The directory that a path names its file in can be looked into: then a file that is not there is not there. */
static int is_visible(const char *path) {
  char directory[PATH_MAX];
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return 1;
  snprintf(directory, sizeof directory, "%.*s", slash == path ? 1 : (int)(slash - path), path);
  int fd = open(directory, O_RDONLY | O_DIRECTORY);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

static int refused_exec(const char *path) {
  if (errno == ENOEXEC)
    return untold("heapglass: no exec of %s: it is neither a program made by heapglass (heapglass cc --vm) nor a source "
                  "of C or C++\\n", path);
  if (errno == ENOENT && !is_visible(path))
    return untold("heapglass: no exec of %s: it is in no directory that the program was given (--dir), and programs of "
                  "this machine do not run on paged memory\\n", path);
  return -1;
}

WEAK int execve(const char *path, char *const args[], char *const env[]) {
  return exec_file(path, args, env) < 0 ? refused_exec(path) : 0;
}
WEAK int execv(const char *path, char *const args[]) { return execve(path, args, environ); }

WEAK int execvpe(const char *file, char *const args[], char *const env[]) {
  if (strchr(file, '/') != NULL) return execve(file, args, env);
  const char *list = getenv("PATH");
  int error = ENOENT;
  for (const char *at = list != NULL ? list : "/bin:/usr/bin"; *file != 0; at++) {
    size_t length = strcspn(at, ":");
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s%s%s", (int)length, at, length > 0 ? "/" : "", file);
    exec_file(path, args, env);
    if (errno == ENOEXEC) return refused_exec(path);
    if (errno != ENOENT) error = errno;
    at += length;
    if (*at == 0) break;
  }
  errno = error;
  if (error != ENOENT) return -1;
  return untold("heapglass: no exec of %s: it is in no directory of PATH that the program was given (--dir), and programs "
                "of this machine do not run on paged memory\\n", file);
}
WEAK int execvp(const char *file, char *const args[]) { return execvpe(file, args, environ); }

/* The words of execl and its kin, up to a null pointer. */
#define WORDS(words, first, list)                                     \\
  va_list list, counted_##list;                                       \\
  va_start(list, first);                                              \\
  va_copy(counted_##list, list);                                      \\
  size_t count_##list = 1;                                            \\
  if (first != NULL) while (va_arg(counted_##list, char *) != NULL) count_##list++; \\
  va_end(counted_##list);                                             \\
  char *words[count_##list + 1];                                      \\
  words[0] = (char *)first;                                           \\
  if (first != NULL) for (size_t i = 1; i <= count_##list; i++) words[i] = va_arg(list, char *)

WEAK int execl(const char *path, const char *first, ...) {
  WORDS(words, first, list);
  va_end(list);
  return execv(path, words);
}
WEAK int execlp(const char *file, const char *first, ...) {
  WORDS(words, first, list);
  va_end(list);
  return execvp(file, words);
}
WEAK int execle(const char *path, const char *first, ...) {
  WORDS(words, first, list);
  char *const *env = va_arg(list, char *const *);
  va_end(list);
  return execve(path, words, env);
}

WEAK int fexecve(int fd, char *const args[], char *const env[]) {
  errno = exec_descriptor(fd < 0 ? 4096 : fd, args[0] != NULL ? args[0] : "", args, env);
  return errno == ENOEXEC ? refused_exec("an open file") : -1;
}

/* FD_CLOEXEC is the host's, of which the C library does not know. */
static int duplicate(int fd, int least, int closes) {
  if (host_closes(fd, -1) < 0) return result(-EBADF);
  if (least < 0) return result(-EINVAL);
  while (host_closes(least, -1) >= 0) least++;
  int copy = result(host_dup(fd, least));
  if (copy >= 0 && closes) host_closes(copy, 1);
  return copy;
}

int library_fcntl(int fd, int command, ...) __asm__("fcntl");
WEAK int fcntl(int fd, int command, ...) {
  if (command == F_GETFL) return library_fcntl(fd, command);
  if (command == F_GETFD) return result(host_closes(fd, -1));
  va_list rest;
  va_start(rest, command);
  int value = va_arg(rest, int);
  va_end(rest);
  if (command == F_SETFD) return result(host_closes(fd, value & FD_CLOEXEC)) < 0 ? -1 : 0;
  if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) return duplicate(fd, value, command == F_DUPFD_CLOEXEC);
  return library_fcntl(fd, command, value);
}

int library_open(const char *path, int flags, ...) __asm__("open");
WEAK int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
  va_end(rest);
  int fd = library_open(path, flags & ~O_CLOEXEC, mode);
  if (fd >= 0 && flags & O_CLOEXEC) host_closes(fd, 1);
  return fd;
}

static int spawned_action(const struct __spawn_action *action) {
  if (action->kind == __SPAWN_CLOSE) return close(action->fd), 0;
  if (action->kind == __SPAWN_CHDIR) return chdir(action->path);
  if (action->kind == __SPAWN_OPEN) {
    int fd = open(action->path, action->flags, action->mode);
    if (fd < 0 || fd == action->fd) return fd;
    int answer = dup2(fd, action->fd);
    close(fd);
    return answer;
  }
  /* A descriptor that stays where it is stays open. */
  if (action->fd == action->to) return fcntl(action->fd, F_SETFD, 0);
  return dup2(action->fd, action->to);
}

static int spawned_attributes(const posix_spawnattr_t *attributes) {
  if (attributes == NULL) return 0;
  if (attributes->__flags & POSIX_SPAWN_SETSIGDEF)
    for (int number = 1; number < 32; number++)
      if (sigismember(&attributes->__defaults, number)) signal(number, SIG_DFL);
  if (attributes->__flags & POSIX_SPAWN_SETSIGMASK) return sigprocmask(SIG_SETMASK, &attributes->__mask, NULL);
  return 0;
}

enum { HIGH = 1000 };

/* The child tells by a pipe why it could not begin; at exec that is closed. */
static int spawn(int by_path, pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const args[], char *const env[]) {
  int ends[2], error = 0, kept = errno;
  if (pipe2(ends, O_CLOEXEC) < 0) return errno;
  pid_t child = fork();
  if (child == 0) {
    int told = fcntl(ends[1], F_DUPFD_CLOEXEC, HIGH);
    close(ends[0]), close(ends[1]);
    int failed = spawned_attributes(attributes) < 0;
    for (struct __spawn_action *at = actions != NULL ? actions->__first : NULL; at != NULL && !failed; at = at->next)
      failed = spawned_action(at) < 0;
    if (!failed) by_path ? execvpe(file, args, env) : execve(file, args, env);
    error = errno;
    write(told, &error, sizeof error);
    _exit(127);
  }
  if (child < 0) error = errno;
  close(ends[1]);
  if (child > 0 && read(ends[0], &error, sizeof error) > 0) waitpid(child, NULL, 0);
  close(ends[0]);
  if (error == 0 && pid != NULL) *pid = child;
  errno = kept;
  return error;
}

WEAK int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                     const posix_spawnattr_t *attributes, char *const args[], char *const env[]) {
  return spawn(0, pid, path, actions, attributes, args, env);
}
WEAK int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                      const posix_spawnattr_t *attributes, char *const args[], char *const env[]) {
  return spawn(1, pid, file, actions, attributes, args, env);
}

static int add_action(posix_spawn_file_actions_t *actions, struct __spawn_action action, const char *path) {
  if (action.fd < 0 || action.to < 0) return EBADF;
  struct __spawn_action *added = malloc(sizeof *added + (path != NULL ? strlen(path) + 1 : 0));
  if (added == NULL) return ENOMEM;
  *added = action;
  if (path != NULL) strcpy(added->path, path);
  *(actions->__first != NULL ? &actions->__last->next : &actions->__first) = added;
  actions->__last = added;
  return 0;
}

WEAK int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) {
  return actions->__first = actions->__last = NULL, 0;
}
WEAK int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) {
  for (struct __spawn_action *at = actions->__first, *next; at != NULL; at = next) next = at->next, free(at);
  return posix_spawn_file_actions_init(actions);
}
WEAK int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd) {
  return add_action(actions, (struct __spawn_action){.kind = __SPAWN_CLOSE, .fd = fd}, NULL);
}
WEAK int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int fd, int to) {
  return add_action(actions, (struct __spawn_action){.kind = __SPAWN_DUP, .fd = fd, .to = to}, NULL);
}
WEAK int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fd, const char *path, int flags,
                                          mode_t mode) {
  return add_action(actions, (struct __spawn_action){.kind = __SPAWN_OPEN, .fd = fd, .flags = flags, .mode = mode}, path);
}
WEAK int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path) {
  return add_action(actions, (struct __spawn_action){.kind = __SPAWN_CHDIR}, path);
}

WEAK int posix_spawnattr_init(posix_spawnattr_t *attributes) { return memset(attributes, 0, sizeof *attributes), 0; }
WEAK int posix_spawnattr_destroy(posix_spawnattr_t *attributes) { return (void)attributes, 0; }
WEAK int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags) { return attributes->__flags = flags, 0; }
WEAK int posix_spawnattr_getflags(const posix_spawnattr_t *attributes, short *flags) {
  return *flags = attributes->__flags, 0;
}
WEAK int posix_spawnattr_setsigmask(posix_spawnattr_t *attributes, const sigset_t *mask) {
  return attributes->__mask = *mask, 0;
}
WEAK int posix_spawnattr_setsigdefault(posix_spawnattr_t *attributes, const sigset_t *defaults) {
  return attributes->__defaults = *defaults, 0;
}
/* All processes are of one group. */
WEAK int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group) { return (void)attributes, (void)group, 0; }

/* The words of a command that any shell would split so; NULL for one that needs a shell. To be freed, both at once. */
static char **split(const char *command) {
  size_t length = strlen(command);
  char **words = malloc((length / 2 + 2) * sizeof *words + length + 1);
  if (words == NULL) return NULL;
  char *to = (char *)(words + length / 2 + 2);
  size_t count = 0;
  const char *at = command + strspn(command, " \\t\\n");
  for (; *at != 0; at += strspn(at, " \\t\\n")) {
    if (strchr("~#", *at) != NULL) goto needs_shell;
    words[count++] = to;
    char quote = 0;
    for (; *at != 0 && (quote != 0 || strchr(" \\t\\n", *at) == NULL); at++) {
      if (quote == 0 && strchr("'\\"", *at) != NULL) quote = *at;
      else if (*at == quote) quote = 0;
      else if (quote != '\\'' && *at == '\\\\' && at[1] != 0 && (quote == 0 || strchr("$\`\\"\\\\", at[1]) != NULL)) *to++ = *++at;
      else if (quote != '\\'' && strchr("$\`", *at) != NULL) goto needs_shell;
      else if (quote == 0 && strchr("|&;<>()*?[]{}!\\n", *at) != NULL) goto needs_shell;
      else if (quote == 0 && count == 1 && *at == '=') goto needs_shell;
      else *to++ = *at;
    }
    if (quote != 0) goto needs_shell;
    *to++ = 0;
  }
  words[count] = NULL;
  if (count > 0) return words;
needs_shell:
  free(words);
  errno = ENOSYS;
  untold("heapglass: no shell for \\"%s\\": only a program with its words can be run\\n", command);
  return NULL;
}

/* As there is no shell, a caller who asks is told so. */
WEAK int system(const char *command) {
  if (command == NULL) return 0;
  char **words = split(command);
  if (words == NULL) return -1;
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  int status = -1;
  pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    execvp(words[0], words);
    _exit(127);
  }
  if (child > 0) while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  free(words);
  return status;
}

static struct popened {
  FILE *file;
  pid_t child;
  struct popened *next;
} *popened;

WEAK FILE *popen(const char *command, const char *mode) {
  int reads = mode[0] == 'r';
  if (!reads && mode[0] != 'w') return errno = EINVAL, NULL;
  char **words = split(command);
  struct popened *opened = words != NULL ? malloc(sizeof *opened) : NULL;
  int ends[2];
  if (opened == NULL || pipe2(ends, O_CLOEXEC) < 0) return free(words), free(opened), NULL;
  int mine = ends[!reads], its = ends[reads];
  opened->child = fork();
  if (opened->child == 0) {
    if (its == reads) fcntl(its, F_SETFD, 0);
    else dup2(its, reads);
    execvp(words[0], words);
    _exit(127);
  }
  free(words);
  close(its);
  opened->file = opened->child > 0 ? fdopen(mine, reads ? "r" : "w") : NULL;
  if (opened->file == NULL) return close(mine), free(opened), NULL;
  opened->next = popened;
  popened = opened;
  return opened->file;
}

WEAK int pclose(FILE *file) {
  for (struct popened **at = &popened; *at != NULL; at = &(*at)->next) {
    struct popened *found = *at;
    if (found->file != file) continue;
    *at = found->next;
    pid_t child = found->child;
    free(found);
    fclose(file);
    int status;
    while (waitpid(child, &status, 0) < 0) if (errno != EINTR) return -1;
    return status;
  }
  errno = ECHILD;
  return -1;
}
`;

/** <spawn.h>. */
export const SPAWN_HEADER = `#include <signal.h>
#include <sys/types.h>
/* In standard C alone <signal.h> does not have it. */
#define __NEED_sigset_t
#include <bits/alltypes.h>
#define POSIX_SPAWN_RESETIDS 1
#define POSIX_SPAWN_SETPGROUP 2
#define POSIX_SPAWN_SETSIGDEF 4
#define POSIX_SPAWN_SETSIGMASK 8
enum { __SPAWN_CLOSE, __SPAWN_DUP, __SPAWN_OPEN, __SPAWN_CHDIR };
struct __spawn_action {
  struct __spawn_action *next;
  int kind, fd, to, flags;
  mode_t mode;
  char path[];
};
typedef struct {
  struct __spawn_action *__first, *__last;
} posix_spawn_file_actions_t;
typedef struct {
  short __flags;
  sigset_t __mask, __defaults;
} posix_spawnattr_t;
int posix_spawn(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const [], char *const []) __asm__("__paged_posix_spawn");
int posix_spawnp(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const [], char *const []) __asm__("__paged_posix_spawnp");
int posix_spawn_file_actions_init(posix_spawn_file_actions_t *) __asm__("__paged_posix_spawn_file_actions_init");
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *) __asm__("__paged_posix_spawn_file_actions_destroy");
int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *, int) __asm__("__paged_posix_spawn_file_actions_addclose");
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int, int) __asm__("__paged_posix_spawn_file_actions_adddup2");
int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *, int, const char *, int, mode_t) __asm__("__paged_posix_spawn_file_actions_addopen");
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *) __asm__("__paged_posix_spawn_file_actions_addchdir_np");
int posix_spawnattr_init(posix_spawnattr_t *) __asm__("__paged_posix_spawnattr_init");
int posix_spawnattr_destroy(posix_spawnattr_t *) __asm__("__paged_posix_spawnattr_destroy");
int posix_spawnattr_setflags(posix_spawnattr_t *, short) __asm__("__paged_posix_spawnattr_setflags");
int posix_spawnattr_getflags(const posix_spawnattr_t *, short *) __asm__("__paged_posix_spawnattr_getflags");
int posix_spawnattr_setsigmask(posix_spawnattr_t *, const sigset_t *) __asm__("__paged_posix_spawnattr_setsigmask");
int posix_spawnattr_setsigdefault(posix_spawnattr_t *, const sigset_t *) __asm__("__paged_posix_spawnattr_setsigdefault");
int posix_spawnattr_setpgroup(posix_spawnattr_t *, pid_t) __asm__("__paged_posix_spawnattr_setpgroup");
`;
