/*
 * Performs operations on memory and says after each what it cost: faults, or the signal if there was one. One operation
 * per line of stdin; areas are known by numbers, pages count from an area's start.
 *
 *     map AREA PAGES KIND PROT PAGE   KIND: a private, A shared anonymous, f private, F shared file; PROT: 1 read, 2 write;
 *                                     PAGE: where, as the number of a page
 *     touch AREA PAGE r|w
 *     protect|unmap|dontneed|free|mincore|lock|unlock AREA PAGE COUNT [PROT]
 *     truncate PAGES
 *     fork                         the child goes on with the lines that follow, up to "exit"
 *     exit
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, AREAS = 64 };

static unsigned char *areas[AREAS];
static char lines[4000][64];
static unsigned char vector[1024];
static sigjmp_buf back;
static volatile int signalled;

static void on_signal(int number) {
  signalled = number;
  siglongjmp(back, 1);
}

static long faults(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt + usage.ru_majflt;
}

static void touch(volatile unsigned char *at, int writes) {
  signalled = 0;
  if (sigsetjmp(back, 1) != 0) return;
  if (writes) *at = 1;
  else (void)*at;
}

int main(int argc, char **argv) {
  (void)argc;
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  int file = open(argv[1], O_RDWR);
  int count = 0;
  while (count < 4000 && fgets(lines[count], sizeof lines[count], stdin)) count++;
  setvbuf(stdout, NULL, _IONBF, 0);
  printf("\n");
  touch((unsigned char *)NULL, 0);
  for (int i = 0; i < count; i++) {
    char what[16] = "", kind[8] = "";
    int area = 0, page = 0, number = 0, protection = 0;
    sscanf(lines[i], "%15s", what);
    long before, after;
    if (strcmp(what, "map") == 0) {
      sscanf(lines[i], "%*s %d %d %7s %d %d", &area, &number, kind, &protection, &page);
      int flags = (kind[0] == 'a' || kind[0] == 'f' ? MAP_PRIVATE : MAP_SHARED);
      if (kind[0] == 'a' || kind[0] == 'A') flags |= MAP_ANONYMOUS;
      before = faults();
      areas[area] = mmap((void *)((size_t)page * PAGE), number * PAGE, protection, flags | MAP_FIXED_NOREPLACE, flags & MAP_ANONYMOUS ? -1 : file, 0);
      after = faults();
      if (areas[area] == MAP_FAILED) abort();
      // No pages that were not asked for.
      if (!(flags & MAP_ANONYMOUS)) madvise(areas[area], (size_t)number * PAGE, MADV_RANDOM);
    } else if (strcmp(what, "touch") == 0) {
      sscanf(lines[i], "%*s %d %d %7s", &area, &page, kind);
      unsigned char *at = areas[area] + page * PAGE;
      before = faults();
      touch(at, kind[0] == 'w');
      after = faults();
      if (signalled) {
        printf("%s\n", signalled == SIGBUS ? "SIGBUS" : "SIGSEGV");
        continue;
      }
    } else if (strcmp(what, "truncate") == 0) {
      sscanf(lines[i], "%*s %d", &number);
      before = faults();
      if (ftruncate(file, number * PAGE) != 0) abort();
      after = faults();
    } else if (strcmp(what, "fork") == 0) {
      pid_t child = fork();
      if (child == 0) {
        // The child's own copies of stack and data come here, not with what is measured.
        touch((unsigned char *)NULL, 0);
        faults();
        for (int j = 0; j < 1024; j++) vector[j] = 1;
        printf("child\n");
        continue;
      }
      int status;
      waitpid(child, &status, 0);
      while (strncmp(lines[i], "exit", 4) != 0) i++;
      touch((unsigned char *)NULL, 0);
      for (int j = 0; j < 1024; j++) vector[j] = 1;
      printf("parent\n");
      continue;
    } else if (strcmp(what, "exit") == 0) {
      _exit(0);
    } else {
      sscanf(lines[i], "%*s %d %d %d %d", &area, &page, &number, &protection);
      unsigned char *at = areas[area] + page * PAGE;
      size_t length = (size_t)number * PAGE;
      before = faults();
      int result = 0;
      if (strcmp(what, "protect") == 0) result = mprotect(at, length, protection);
      else if (strcmp(what, "unmap") == 0) result = munmap(at, length);
      else if (strcmp(what, "dontneed") == 0) result = madvise(at, length, MADV_DONTNEED);
      else if (strcmp(what, "free") == 0) result = madvise(at, length, MADV_FREE);
      else if (strcmp(what, "lock") == 0) result = mlock(at, length);
      else if (strcmp(what, "unlock") == 0) result = munlock(at, length);
      else if (strcmp(what, "mincore") == 0) result = mincore(at, length, vector);
      else abort();
      after = faults();
      if (result != 0) {
        printf("error\n");
        continue;
      }
      if (strcmp(what, "mincore") == 0) {
        for (int j = 0; j < number; j++) putchar('0' + (vector[j] & 1));
        putchar('\n');
        continue;
      }
    }
    printf("%ld\n", after - before);
  }
  return 0;
}
