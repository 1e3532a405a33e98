/* Faults after fork: one for each page that is written while it is shared, by whoever writes it first. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 500 };

static long minor(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

/* To the nearest ten: what the stack and the C library touch is not the same everywhere. */
static long about(long faults) { return (faults + 4) / 10 * 10; }

int main(void) {
  volatile char *pages = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  madvise((void *)pages, PAGES * PAGE, 15); /* MADV_NOHUGEPAGE, where there is such a thing */
  for (int i = 0; i < PAGES; i++) pages[i * PAGE] = 1;
  long start = minor();
  for (int i = 0; i < PAGES; i++) pages[i * PAGE] = 2;
  printf("written again: %ld\n", about(minor() - start));
  fflush(stdout);
  if (fork() == 0) {
    start = minor();
    int sum = 0;
    for (int i = 0; i < PAGES; i++) sum += pages[i * PAGE];
    printf("child has read: %ld, sum %d\n", about(minor() - start), sum);
    start = minor();
    for (int i = 0; i < 200; i++) pages[i * PAGE] = 3;
    printf("child has written 200: %ld\n", about(minor() - start));
    start = minor();
    for (int i = 0; i < 200; i++) pages[i * PAGE] = 4;
    printf("child has written them again: %ld\n", about(minor() - start));
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  start = minor();
  for (int i = 0; i < PAGES; i++) pages[i * PAGE] += 5;
  /* The child is gone, and its pages with it: a write takes the page, by a fault, and copies nothing. */
  printf("parent has written: %ld\n", about(minor() - start));
  int wrong = 0;
  for (int i = 0; i < PAGES; i++) wrong += pages[i * PAGE] != 7;
  printf("wrong: %d\n", wrong);
  struct rusage children;
  getrusage(RUSAGE_CHILDREN, &children);
  printf("children: %d\n", children.ru_minflt >= 200);
  return 0;
}
