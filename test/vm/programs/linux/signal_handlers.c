/* Handlers of faults and of signals, what they are told, and on which stack they run. */
#define _GNU_SOURCE
#include "names.h"
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#define P 4096
static char *m; static volatile int n; static sigjmp_buf back;
static void unprotect(int s, siginfo_t *i, void *c) { (void)s; (void)c; n++; char *a = (char *)((unsigned long)i->si_addr & ~4095ul); mprotect(a, P, PROT_READ | PROT_WRITE); }
static void info(int s, siginfo_t *i, void *c) { (void)c; printf("sig %d signo %d code %d pid %d\n", s, i->si_signo, i->si_code, i->si_pid == getpid()); }
static void jump(int s) { (void)s; n++; siglongjmp(back, n); }
static void nested(int s) { (void)s; n++; if (n < 3) raise(SIGUSR1); printf("nested %d\n", n); }
static void quit(int s) { printf("handler %d exits\n", s); fflush(stdout); _exit(7); }
static volatile int depth; 
static int __attribute__((noinline)) deep(int k) { volatile char pad[2000]; pad[0] = k; depth++; return deep(k + 1) + pad[0]; }
static void overflow(int s, siginfo_t *i, void *c) { (void)i; (void)c; printf("overflow %d deep %d\n", s, depth > 1000); fflush(stdout); _exit(3); }
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  struct sigaction a; memset(&a, 0, sizeof a); a.sa_sigaction = unprotect; a.sa_flags = SA_SIGINFO; sigaction(SIGSEGV, &a, 0);
  m = mmap(0, 16 * P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int r = 0; r < 3; r++) { for (int i = 0; i < 16; i += r + 1) m[i * P + r] = i; printf("dirty %d\n", n); mprotect(m, 16 * P, PROT_READ); n = 0; }
  mprotect(m, 16 * P, PROT_NONE); int sum = 0; for (int i = 0; i < 16; i++) sum += m[i * P]; printf("read faults %d sum %d\n", n, sum);
  mprotect(m, 16 * P, PROT_NONE); n = 0; memset(m + 100, 5, 5 * P); printf("memset faults %d\n", n);
  mprotect(m, 16 * P, PROT_READ); n = 0; memcpy(m + 3, m + 8 * P, 3 * P); printf("memcpy faults %d\n", n);
  mprotect(m, 16 * P, PROT_NONE); n = 0; *(volatile int *)(m + P - 2) = 1; printf("crossing %d\n", n);
  mprotect(m, 16 * P, PROT_NONE); n = 0; errno = 0; int fd[2]; pipe(fd); long w = write(fd[1], m, 5); printf("syscall %ld %s faults %d\n", w, error_name(errno), n);
  a.sa_sigaction = info; sigaction(SIGUSR1, &a, 0); raise(SIGUSR1); kill(getpid(), SIGUSR1);
  pid_t parent = getpid(); (void)parent; if (fork() == 0) { kill(getpid(), SIGUSR1); fflush(stdout); _exit(0); } wait(0);
  signal(SIGSEGV, jump); n = 0; if (sigsetjmp(back, 1) < 3) *(volatile char *)0 = 1; printf("jumped %d\n", n);
  a.sa_handler = nested; a.sa_flags = SA_NODEFER; sigaction(SIGUSR1, &a, 0); n = 0; raise(SIGUSR1);
  a.sa_flags = 0; sigaction(SIGUSR1, &a, 0); n = 0; raise(SIGUSR1);
  a.sa_handler = quit; a.sa_flags = SA_RESETHAND; sigaction(SIGUSR2, &a, 0); 
  if (fork() == 0) { raise(SIGUSR2); _exit(1); } int st; wait(&st); printf("%d %d\n", WIFEXITED(st), WEXITSTATUS(st));
  signal(SIGSEGV, SIG_IGN); if (fork() == 0) { *(volatile char *)0 = 1; _exit(1); } wait(&st); printf("ignored segv: %d %d\n", WIFSIGNALED(st), WTERMSIG(st));
  sigset_t set; sigemptyset(&set); sigaddset(&set, SIGSEGV); signal(SIGSEGV, quit); if (fork() == 0) { sigprocmask(SIG_BLOCK, &set, 0); *(volatile char *)0 = 1; _exit(1); } wait(&st); printf("blocked segv: %d %d\n", WIFSIGNALED(st), WTERMSIG(st));
  if (fork() == 0) { *(volatile char *)0 = 1; _exit(1); } wait(&st); printf("quit segv: %d %d\n", WIFEXITED(st), WEXITSTATUS(st));
  signal(SIGSEGV, SIG_DFL); if (fork() == 0) { raise(SIGSEGV); _exit(1); } wait(&st); printf("raised segv: %d %d\n", WIFSIGNALED(st), WTERMSIG(st));
  if (fork() == 0) { stack_t ss; memset(&ss, 0, sizeof ss); ss.ss_sp = malloc(65536); ss.ss_size = 65536; printf("altstack %d\n", sigaltstack(&ss, 0)); a.sa_sigaction = overflow; a.sa_flags = SA_SIGINFO | SA_ONSTACK; sigaction(SIGSEGV, &a, 0); return deep(0); } wait(&st); printf("deep: %d %d\n", WIFEXITED(st), WEXITSTATUS(st));
  if (fork() == 0) { a.sa_sigaction = overflow; a.sa_flags = SA_SIGINFO; sigaction(SIGSEGV, &a, 0); return deep(0); } wait(&st); printf("deep without: %d %d\n", WIFSIGNALED(st), WTERMSIG(st));
  signal(SIGCHLD, SIG_IGN); pid_t c = fork(); if (c == 0) _exit(4); errno = 0; int r = waitpid(c, &st, 0); printf("ignored child %d %s\n", r, error_name(errno));
  printf("%s | %s\n", strsignal(SIGSEGV), strsignal(SIGBUS));
  return 0;
}
