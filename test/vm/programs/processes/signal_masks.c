/* Signals that are blocked wait; sigsuspend lets them in for as long as it waits; children inherit what is blocked. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t first, second, nested;

static void on_first(int number) {
  (void)number;
  first++;
  /* Blocked by sa_mask: comes when this has returned. */
  raise(SIGUSR2);
  nested = second;
}

static void on_second(int number) { (void)number, second++; }

static int holds(int number) {
  sigset_t set;
  sigpending(&set);
  return sigismember(&set, number);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  struct sigaction action = {.sa_handler = on_first};
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGUSR2);
  sigaction(SIGUSR1, &action, NULL);
  signal(SIGUSR2, on_second);

  sigset_t block, old, now;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  printf("block %d\n", sigprocmask(SIG_BLOCK, &block, &old));
  printf("was blocked %d\n", sigismember(&old, SIGUSR1));
  raise(SIGUSR1);
  raise(SIGUSR1);
  printf("handled %d, pending %d\n", first, holds(SIGUSR1));
  printf("unblock %d\n", sigprocmask(SIG_UNBLOCK, &block, NULL));
  printf("handled %d, pending %d; second %d, of which inside %d\n", first, holds(SIGUSR1), second, nested);

  /* What would end the process waits, too. */
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &term, NULL);
  raise(SIGTERM);
  printf("alive, pending %d\n", holds(SIGTERM));
  signal(SIGTERM, SIG_IGN);
  printf("ignored, pending %d\n", holds(SIGTERM));
  signal(SIGTERM, on_second);
  pthread_sigmask(SIG_UNBLOCK, &term, NULL);
  printf("still alive, pending %d, second %d\n", holds(SIGTERM), second);

  /* A handler that is there for once; signals of which one may only ask. */
  struct sigaction once = {.sa_handler = on_second, .sa_flags = (int)SA_RESETHAND}, asked;
  sigaction(SIGHUP, &once, NULL);
  raise(SIGHUP);
  int answered = sigaction(SIGHUP, NULL, &asked);
  printf("asked %d, default again %d\n", answered, asked.sa_handler == SIG_DFL);
  answered = sigaction(SIGSTOP, NULL, &asked);
  printf("asked %d, default %d, set %d\n", answered, asked.sa_handler == SIG_DFL, sigaction(SIGKILL, &once, NULL));

  /* The usual way to wait for a signal without missing it. */
  sigprocmask(SIG_BLOCK, &block, &old);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, NULL, &now);
    kill(parent, SIGUSR1);
    _exit(sigismember(&now, SIGUSR1) ? 3 : 4);
  }
  int before = first;
  while (first == before) {
    int answer = sigsuspend(&old);
    printf("sigsuspend %d %s\n", answer, strerror(errno));
  }
  sigprocmask(SIG_SETMASK, NULL, &now);
  printf("blocked again %d\n", sigismember(&now, SIGUSR1));
  int status;
  waitpid(child, &status, 0);
  printf("child inherited %d\n", WEXITSTATUS(status) == 3);

  /* sigwait takes what is blocked. */
  if (fork() == 0) {
    kill(parent, SIGUSR1);
    _exit(0);
  }
  int number = 0, handled = first;
  int waited = sigwait(&block, &number);
  printf("sigwait %d", waited);
  printf(" gave %d, handled %d\n", number == SIGUSR1, first - handled);
  wait(NULL);

  /* SIGKILL cannot be blocked; a pending signal ends who unblocks it. */
  child = fork();
  if (child == 0) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    raise(SIGHUP);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    _exit(5);
  }
  waitpid(child, &status, 0);
  printf("ended by its own %d\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
  child = fork();
  if (child == 0) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (;;) pause();
  }
  kill(child, SIGTERM);
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  printf("ended by %d\n", WTERMSIG(status));
  int answer = sigprocmask(7, &block, NULL);
  printf("no such way %d %s\n", answer, strerror(errno));
  errno = 0;
  answer = sigaddset(&block, 65);
  printf("no such signal %d %s\n", answer, strerror(errno));
  return 0;
}
