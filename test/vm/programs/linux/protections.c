/* What may be done with areas and what not: mprotect, munmap and MAP_FIXED over several, bad arguments. */
#define _GNU_SOURCE
#include "names.h"
#include <signal.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#define P 4096
static sigjmp_buf back; static volatile int sig, code; static char *volatile where;
static void on(int s, siginfo_t *i, void *c) { (void)c; sig = s; code = i->si_code; where = i->si_addr; siglongjmp(back, 1); }
static void __attribute__((noinline)) tryread(char *base, char *p) { if (sigsetjmp(back, 1) == 0) { volatile char c = *p; (void)c; printf("r ok %d\n", c); } else printf("r sig %d code %d at %ld\n", sig, code, (long)(where - base)); }
static void __attribute__((noinline)) trywrite(char *base, char *p) { if (sigsetjmp(back, 1) == 0) { *(volatile char *)p = 7; printf("w ok\n"); } else printf("w sig %d code %d at %ld\n", sig, code, (long)(where - base)); }
#define E(x) do { errno = 0; long r_ = (long)(x); printf(#x " = %s %s\n", r_ == -1 ? "-1" : r_ == 0 ? "0" : "+", r_ == -1 ? error_name(errno) : ""); } while (0)
int main(void) {
  struct sigaction a = {0}; a.sa_sigaction = on; a.sa_flags = SA_SIGINFO; sigaction(SIGSEGV, &a, 0); sigaction(SIGBUS, &a, 0);
  char *m = mmap(0, 16 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(m, 1, 16 * P);
  E(mprotect(m + 4 * P, 2 * P, PROT_READ)); trywrite(m, m + 4 * P + 5); tryread(m, m + 5 * P);
  E(mprotect(m + 3 * P, 4 * P, PROT_NONE)); tryread(m, m + 3 * P + 1); trywrite(m, m + 6 * P + 9);
  E(munmap(m + 8 * P, P)); tryread(m, m + 8 * P + 3);
  E(mprotect(m + 7 * P, 3 * P, PROT_READ)); trywrite(m, m + 7 * P); trywrite(m, m + 9 * P);
  E(mprotect(m + 1, P, PROT_READ)); E(mprotect(m, 0, PROT_READ)); E(mprotect(m, P, 0x100));
  E(mprotect(m, 3*P, PROT_READ|PROT_WRITE|PROT_EXEC)); trywrite(m, m);
  E(mprotect(m, P, PROT_WRITE)); tryread(m, m); trywrite(m, m);
  E(munmap(m + 1, P)); E(munmap(m, 0)); E(munmap(m + 8 * P, P)); E(munmap(m + 6 * P, 4 * P)); tryread(m, m + 7 * P);
  char *f = mmap(m + 2 * P, 2 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  printf("fixed %d, zero %d\n", f == m + 2 * P, m[2 * P]);
  tryread(m, m + 3 * P); tryread(m, m + 5 * P);
  f = mmap(m + 6 * P, 3 * P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); printf("%d\n", f == m + 6 * P); tryread(m, m + 8 * P); trywrite(m, m + 8 * P);
  f = mmap(m, P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | 0x100000, -1, 0); printf("noreplace %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(m + 1, P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0); printf("odd %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(m + 10 * P + 5, P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("hint %s %d\n", f == MAP_FAILED ? error_name(errno) : "ok", (int)((unsigned long)f % P));
  f = mmap(0, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); printf("zero %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(0, P, PROT_READ, MAP_ANONYMOUS, -1, 0); printf("neither %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(0, P, PROT_READ, MAP_PRIVATE | MAP_SHARED | MAP_ANONYMOUS, -1, 0); printf("both %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(0, P, PROT_READ, MAP_PRIVATE, -1, 0); printf("badfd %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(0, P, PROT_READ, MAP_PRIVATE, 0, 100); printf("odd offset %s\n", f == MAP_FAILED ? error_name(errno) : "ok");
  f = mmap(0, 100, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); f[4095] = 3; printf("rounded %d\n", f[4095]);
  E(munmap(f, 100)); tryread(f, f + 4095);
  E(mprotect((void*)0x1000, P, PROT_READ));
  tryread(0, 0); trywrite(0, (char *)8);
  return 0;
}
