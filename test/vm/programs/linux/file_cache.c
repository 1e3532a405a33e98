/* One file through several descriptors: which of them writes, what stays in memory, and what must not. */
#include "names.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096L
#define NAME "cache.bin"

static long major(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_majflt;
}

static void fill(const char *name, char with, long size) {
  int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0644);
  char page[PAGE];
  memset(page, with, PAGE);
  for (long done = 0; done < size; done += PAGE) write(fd, page, PAGE);
  close(fd);
}

static char byte_at(const char *name, long offset) {
  char byte = '?';
  int fd = open(name, O_RDONLY);
  pread(fd, &byte, 1, offset);
  close(fd);
  return byte;
}

static char *map(const char *name, int flags, int protection, long size, int *kept) {
  int fd = open(name, flags);
  char *at = mmap(NULL, size, protection, MAP_SHARED, fd, 0);
  if (kept != NULL) *kept = fd;
  else close(fd);
  return at;
}

/* The descriptor that was mapped first cannot write; another one can. */
static void writers(void) {
  fill(NAME, 'a', 3 * PAGE);
  char *reads = map(NAME, O_RDONLY, PROT_READ, 3 * PAGE, NULL);
  printf("first %c\n", reads[0]);
  char *writes = map(NAME, O_RDWR, PROT_READ | PROT_WRITE, 3 * PAGE, NULL);
  writes[1] = 'b';
  writes[PAGE + 1] = 'c';
  printf("seen %c %c, msync %d\n", reads[1], reads[PAGE + 1], msync(writes, 3 * PAGE, MS_SYNC));
  int refused = mprotect(reads, PAGE, PROT_READ | PROT_WRITE);
  printf("mprotect of what was opened for reading: %s\n", refused == 0 ? "0" : error_name(errno));
  munmap(writes, 3 * PAGE);
  printf("in the file %c %c\n", byte_at(NAME, 1), byte_at(NAME, PAGE + 1));
  int fd = open(NAME, O_WRONLY);
  printf("pwrite %ld\n", (long)pwrite(fd, "de", 2, 2 * PAGE - 1));
  printf("seen %c %c\n", reads[2 * PAGE - 1], reads[2 * PAGE]);
  printf("fsync %d\n", fsync(fd));
  printf("ftruncate %d\n", ftruncate(fd, 2 * PAGE));
  close(fd);
  struct stat status;
  stat(NAME, &status);
  printf("size %ld, seen %c\n", (long)status.st_size, reads[2 * PAGE - 1]);
  munmap(reads, 3 * PAGE);
  printf("in the file %c\n", byte_at(NAME, 2 * PAGE - 1));
}

static int sum(const char *at, long size) {
  int total = 0;
  for (long i = 0; i < size; i += PAGE) total += at[i];
  return total;
}

/* What was mapped before is in memory. */
static void again(void) {
  fill(NAME, 'e', 20 * PAGE);
  char *at = map(NAME, O_RDONLY, PROT_READ, 20 * PAGE, NULL);
  printf("sum %d\n", sum(at, 20 * PAGE));
  munmap(at, 20 * PAGE);
  long before = major();
  at = map(NAME, O_RDWR, PROT_READ | PROT_WRITE, 20 * PAGE, NULL);
  printf("sum %d, major faults %ld\n", sum(at, 20 * PAGE), major() - before);
  at[5 * PAGE] = 'f';
  munmap(at, 20 * PAGE);
  at = map(NAME, O_RDONLY, PROT_READ, 20 * PAGE, NULL);
  printf("written %c, sum %d, major faults %ld\n", at[5 * PAGE], sum(at, 20 * PAGE), major() - before);
  munmap(at, 20 * PAGE);
  printf("in the file %c\n", byte_at(NAME, 5 * PAGE));
}

/* It has changed meanwhile, or is another file. */
static void changes(void) {
  fill(NAME, 'g', 4 * PAGE);
  char *at = map(NAME, O_RDONLY, PROT_READ, 4 * PAGE, NULL);
  printf("%c", at[PAGE]);
  munmap(at, 4 * PAGE);
  int fd = open(NAME, O_RDWR);
  pwrite(fd, "h", 1, PAGE);
  at = map(NAME, O_RDONLY, PROT_READ, 4 * PAGE, NULL);
  printf(" %c", at[PAGE]);
  munmap(at, 4 * PAGE);
  ftruncate(fd, PAGE + 1);
  ftruncate(fd, 4 * PAGE);
  close(fd);
  at = map(NAME, O_RDONLY, PROT_READ, 4 * PAGE, NULL);
  printf(" %c %d", at[PAGE], at[PAGE + 1]);
  munmap(at, 4 * PAGE);
  unlink(NAME);
  fill(NAME, 'i', 4 * PAGE);
  at = map(NAME, O_RDONLY, PROT_READ, 4 * PAGE, NULL);
  printf(" %c", at[PAGE]);
  munmap(at, 4 * PAGE);
  fill("other.bin", 'j', 4 * PAGE);
  rename("other.bin", NAME);
  at = map(NAME, O_RDONLY, PROT_READ, 4 * PAGE, NULL);
  printf(" %c", at[PAGE]);
  unlink(NAME);
  printf(" %c\n", at[2 * PAGE]);
  munmap(at, 4 * PAGE);
}

/* More files than may stay open. */
static void many(void) {
  int total = 0;
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 90; i++) {
      char name[32];
      snprintf(name, sizeof name, "many-%d.bin", i);
      if (round == 0) fill(name, (char)('0' + i % 10), PAGE);
      char *at = map(name, O_RDWR, PROT_READ | PROT_WRITE, PAGE, NULL);
      total += at[7];
      at[7] = 'z';
      munmap(at, PAGE);
      if (round == 1) {
        total += byte_at(name, 7);
        unlink(name);
      }
    }
  }
  printf("many %d\n", total);
}

int main(void) {
  writers();
  again();
  changes();
  many();
  return 0;
}
