/* Signals between processes: handled, ignored, deadly; and what they do to calls that wait. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t got, children;

static void note(int number) { got = number; }
static void child_ended(int number) {
  (void)number;
  int status;
  while (waitpid(-1, &status, WNOHANG) > 0) children++;
}

static void install(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(number, &action, NULL);
}

static void show(const char *name, int status) {
  printf("%s: exited %d %d signalled %d %d\n", name, WIFEXITED(status), WIFEXITED(status) ? WEXITSTATUS(status) : 0,
         WIFSIGNALED(status), WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  fflush(stdout);
}

int main(void) {
  int status;
  install(SIGUSR1, note, 0);
  int sent = raise(SIGUSR1);
  printf("raise %d: got %d\n", sent, got == SIGUSR1);
  fflush(stdout);

  /* Killed while it works, and while it waits. */
  pid_t child = fork();
  if (child == 0)
    for (;;) {}
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  show("killed at work", status);
  child = fork();
  if (child == 0) {
    pause();
    _exit(1);
  }
  kill(child, SIGTERM);
  waitpid(child, &status, 0);
  show("killed in pause", status);
  int answer = kill(child, 0);
  printf("gone: %d %d\n", answer, errno == ESRCH);
  fflush(stdout);

  /* A handler in the child, which inherits it, ends pause. */
  int ready[2];
  if (pipe(ready) != 0) return 1;
  child = fork();
  if (child == 0) {
    got = 0;
    close(ready[0]);
    /* Whether the signal comes before pause or in it, nobody knows: so look, and wait in small steps. */
    write(ready[1], "r", 1);
    while (got == 0) usleep(1000);
    _exit(got == SIGUSR1 ? 5 : 6);
  }
  char byte;
  read(ready[0], &byte, 1);
  kill(child, SIGUSR1);
  waitpid(child, &status, 0);
  show("handled", status);

  /* alarm ends a read that would wait for ever. */
  install(SIGALRM, note, 0);
  alarm(1);
  int never[2];
  if (pipe(never) != 0) return 2;
  int count = read(never[0], &byte, 1);
  printf("read: %d, interrupted %d, by alarm %d\n", count, errno == EINTR, got == SIGALRM);
  /* And is restarted, where that was asked for. */
  install(SIGALRM, note, SA_RESTART);
  fflush(stdout);
  got = 0;
  alarm(1);
  child = fork();
  if (child == 0) {
    sleep(2);
    write(never[1], "z", 1);
    _exit(0);
  }
  count = read(never[0], &byte, 1);
  printf("read: %d %c, by alarm %d\n", count, byte, got == SIGALRM);
  waitpid(child, &status, 0);
  /* What sleeps is told how much was left. */
  alarm(1);
  struct timespec time = {.tv_sec = 3};
  int slept = nanosleep(&time, &time);
  printf("nanosleep: %d, interrupted %d, left %d\n", slept, errno == EINTR, time.tv_sec < 3);
  alarm(1);
  unsigned left = sleep(3);
  printf("sleep: left %d\n", left > 0 && left < 3);
  alarm(10);
  printf("left of alarm: %u\n", alarm(0));
  fflush(stdout);

  /* A handler of SIGCHLD collects them all. */
  install(SIGCHLD, child_ended, SA_RESTART);
  for (int i = 0; i < 5; i++)
    if (fork() == 0) _exit(i);
  while (children < 5) usleep(1000);
  answer = wait(NULL);
  printf("collected %d, wait %d %d\n", (int)children, answer, errno == ECHILD);
  install(SIGCHLD, SIG_DFL, 0);

  /* Ignored, also by the children. */
  signal(SIGTERM, SIG_IGN);
  fflush(stdout);
  child = fork();
  if (child == 0) {
    raise(SIGTERM);
    _exit(7);
  }
  waitpid(child, &status, 0);
  show("ignored", status);
  signal(SIGPIPE, SIG_IGN);
  close(never[0]);
  count = write(never[1], "x", 1);
  printf("write: %d %d\n", count, errno == EPIPE);
  fflush(stdout);
  abort();
}
