/* Handlers that jump out of accesses, in the very functions that call sigsetjmp. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf there;
static volatile int caught;
static char *volatile address;

static void jump(int number, siginfo_t *info, void *context) {
  (void)context;
  caught++;
  address = info->si_addr;
  siglongjmp(there, number);
}

static int peek(const volatile int *p) {
  if (sigsetjmp(there, 1)) return -1;
  return *p;
}

static int poke(volatile char *p) {
  switch (sigsetjmp(there, 1)) {
    case 0: *p = 3; return 0;
    default: return 1;
  }
}

int main(void) {
  struct sigaction action = {.sa_sigaction = jump, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  long page = sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(pages + page, page, PROT_READ);
  mprotect(pages + 2 * page, page, PROT_NONE);
  int here = 5;
  printf("null %d, mine %d\n", peek(NULL), peek(&here));
  for (int at = 0; at < 3; at++) {
    printf("page %d: read %d", at, peek((int *)(pages + at * page)));
    printf(", write %d\n", poke(pages + at * page));
  }
  printf("last fault at page %d\n", (int)((address - pages) / page));

  /* Over the end of a page: the second half cannot be read. */
  if (sigsetjmp(there, 1) == 0) printf("%d\n", *(volatile int *)(pages + 2 * page - 2));
  else printf("over the end: %d\n", address == pages + 2 * page);

  volatile int rounds = 0;
  for (int i = 0; i < 100; i++) {
    if (sigsetjmp(there, 1) != 0) continue;
    pages[(i % 3) * page] = 1;
    rounds++;
  }
  printf("%d rounds, %d caught\n", rounds, caught);
  return 0;
}
