// heapglass: POSIX calls about processes, owners, modes, signals and messages, which wasi-libc lacks or refuses.
// expect: clean
// stdout: sigaction 0 1 caught 1 query 0 1\n
// stdout: fork -1 1 wait -1 1 pipe -1 dup -1\n
// stdout: chown 0 0 -1 -1\n
// stdout: flock 0 no user no group\n
// stdout: chmod 0 0 -1\n
// stdout: jumped\n
// exit: 3
// oracle: none a native system has processes

#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int caught;
static sigjmp_buf back;
static void handler(int number) { caught = number; }

int main(void) {
  struct sigaction action = {.sa_handler = handler}, old;
  sigemptyset(&action.sa_mask);
  printf("sigaction %d", sigaction(SIGUSR1, &action, &old));
  printf(" %d", old.sa_handler == SIG_DFL);
  kill(getpid(), SIGUSR1);
  printf(" caught %d", caught == SIGUSR1);
  printf(" query %d %d\n", sigaction(SIGUSR1, NULL, &old), old.sa_handler == handler);
  int status;
  printf("fork %d %d", fork(), errno == ENOSYS);
  printf(" wait %d %d", wait(&status), errno == ECHILD);
  printf(" pipe %d dup %d\n", pipe((int[2]){0, 0}), dup(1));
  FILE *file = fopen("owned", "w");
  struct stat before;
  fstat(fileno(file), &before);
  printf("chown %d %d", fchown(fileno(file), before.st_uid, before.st_gid), chown("owned", getuid(), -1));
  printf(" %d %d\n", chown("owned", 12, 12), chown("missing", getuid(), -1));
  printf("flock %d", flock(fileno(file), LOCK_EX));
  printf(" %s", getpwuid(getuid()) == NULL ? "no user" : "a user");
  printf(" %s\n", getgrnam("x") == NULL ? "no group" : "a group");
  printf("chmod %d %d %d\n", chmod("owned", 0600), fchmod(fileno(file), 0644), chmod("missing", 0600));
  fclose(file);
  remove("owned");
  if (sigsetjmp(back, 1) == 0) siglongjmp(back, 1);
  else puts("jumped");
  fflush(stdout);
  errno = ENOENT;
  warn("cannot open %s", "it");
  warnx("plain");
  errx(3, "the end");
}
