/* Touches pages in known ways, and prints the minor faults of each: to be compared with Linux. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static long minor(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

enum { PAGES = 60 };

int main(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  volatile char *memory = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char sum = 0;
  long at[8];
  at[0] = minor();
  at[0] = minor();
  for (int i = 0; i < 20; i++) memory[i * page] = 1;
  at[1] = minor();
  for (int i = 20; i < 50; i++) sum += memory[i * page];
  at[2] = minor();
  for (int i = 20; i < 50; i++) memory[i * page] = 1;
  at[3] = minor();
  for (int i = 0; i < 50; i++) memory[i * page + 100]++;
  at[4] = minor();
  madvise((void *)memory, 10 * page, MADV_DONTNEED);
  for (int i = 0; i < 10; i++) sum += memory[i * page];
  at[5] = minor();
  mprotect((void *)(memory + 20 * page), 10 * page, PROT_READ);
  for (int i = 20; i < 30; i++) sum += memory[i * page];
  mprotect((void *)(memory + 20 * page), 10 * page, PROT_READ | PROT_WRITE);
  at[6] = minor();
  munmap((void *)memory, 20 * page);
  memory = mmap((void *)memory, 20 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  for (int i = 0; i < 20; i++) memory[i * page] = sum;
  at[7] = minor();
  for (int i = 1; i < 8; i++) printf("%ld\n", at[i] - at[i - 1]);
  return 0;
}
