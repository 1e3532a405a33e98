/* Limits on memory, and what they refuse. */
#define _GNU_SOURCE
#include "names.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#define P 4096
#define E(x) do { errno = 0; long r_ = (long)(x); printf(#x " = %s %s\n", r_ == -1 ? "-1" : r_ == 0 ? "0" : "+", r_ == -1 ? error_name(errno) : ""); } while (0)
static void show(const char *n, int r) { struct rlimit l; if (getrlimit(r, &l)) { printf("%s %s\n", n, error_name(errno)); return; } printf("%s %s %s\n", n, l.rlim_cur == RLIM_INFINITY ? "inf" : "set", l.rlim_max == RLIM_INFINITY ? "inf" : "set"); }
static int deep(int n) { volatile char part[1000]; part[0] = n; return n == 0 ? 0 : part[0] * 0 + deep(n - 1); }
/* How a child ends that goes so deep. */
static void stack(int kib, int calls) {
  fflush(stdout);
  if (fork() == 0) {
    struct rlimit l = {kib << 10, 8 << 20};
    if (setrlimit(RLIMIT_STACK, &l) != 0) printf("stack %s\n", error_name(errno));
    getrlimit(RLIMIT_STACK, &l); printf("stack %d\n", (int)l.rlim_cur >> 10); fflush(stdout);
    _exit(deep(calls));
  }
  int status; wait(&status); printf("%d calls: %d\n", calls, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}
int main(void) {
  stack(256, 100); stack(256, 1000); stack(4096, 1000);
  show("AS", RLIMIT_AS); show("DATA", RLIMIT_DATA); show("RSS", RLIMIT_RSS);
  struct rlimit l;
  getrlimit(RLIMIT_NOFILE, &l); printf("nofile %d\n", l.rlim_cur >= 256);
  getrlimit(RLIMIT_CORE, &l); getrlimit(RLIMIT_CPU, &l); getrlimit(RLIMIT_FSIZE, &l); printf("fsize %d\n", l.rlim_cur == RLIM_INFINITY);
  E(getrlimit(99, &l));
  l.rlim_cur = 64 << 20; l.rlim_max = 128 << 20; E(setrlimit(RLIMIT_AS, &l)); getrlimit(RLIMIT_AS, &l); printf("%ld %ld\n", (long)l.rlim_cur >> 20, (long)l.rlim_max >> 20);
  char *m = mmap(0, 100 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("big %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  m = mmap(0, 20 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); printf("small %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  void *block = malloc(80 << 20); printf("malloc %d %s\n", block == NULL, error_name(errno));
  /* What is replaced is not counted twice. */
  m = mmap(m, 20 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); printf("first %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  char *more = mmap(0, 30 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("more %s\n", more == MAP_FAILED ? error_name(errno) : "ok");
  m = mmap(m, 20 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); printf("replaced %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  munmap(more, 30 << 20);
  l.rlim_cur = 129 << 20; E(setrlimit(RLIMIT_AS, &l)); l.rlim_cur = 128 << 20; E(setrlimit(RLIMIT_AS, &l)); l.rlim_cur = l.rlim_max = RLIM_INFINITY; 
  l.rlim_cur = 10; l.rlim_max = 5; E(setrlimit(RLIMIT_DATA, &l));
  l.rlim_cur = 1 << 20; l.rlim_max = 64 << 20; E(setrlimit(RLIMIT_DATA, &l)); 
  E(sbrk(4 << 20)); m = mmap(0, 4 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("data map %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  m = mmap(0, 4 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("ro map %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  E(mprotect(m, 4 << 20, PROT_READ | PROT_WRITE));
  m = mmap(0, 4 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); printf("shared map %s\n", m == MAP_FAILED ? error_name(errno) : "ok");
  l.rlim_cur = 8 * P; l.rlim_max = 8 * P; E(setrlimit(RLIMIT_MEMLOCK, &l));
  struct rusage u; E(getrusage(RUSAGE_SELF, &u)); E(getrusage(RUSAGE_CHILDREN, &u)); E(getrusage(77, &u));
  E(prlimit(0, RLIMIT_AS, NULL, &l));
  E(sysconf(_SC_PAGESIZE)); E(sysconf(_SC_NPROCESSORS_ONLN)); printf("%d\n", getpagesize());
  return 0;
}
