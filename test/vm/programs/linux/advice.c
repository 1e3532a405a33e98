/* What the calls about residency do, and refuse: madvise, mincore, msync, mlock, MAP_POPULATE. */
#define _GNU_SOURCE
#include "names.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#define P 4096
#define E(x) do { errno = 0; long r_ = (long)(x); printf(#x " = %s %s\n", r_ == -1 ? "-1" : r_ == 0 ? "0" : "+", r_ == -1 ? error_name(errno) : ""); } while (0)
static void core(char *m, int n) { unsigned char v[32]; if (mincore(m, n * P, v)) { printf("mincore %s\n", error_name(errno)); return; } for (int i = 0; i < n; i++) putchar('0' + (v[i] & 1)); putchar('\n'); }
int main(void) {
  char *m = mmap(0, 8 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  core(m, 8); m[0] = 1; m[3 * P] = 2; volatile char c = m[5 * P]; (void)c; core(m, 8);
  E(madvise(m, 4 * P, MADV_DONTNEED)); core(m, 8); printf("%d %d\n", m[0], m[3 * P]);
  E(madvise(m + 1, P, MADV_DONTNEED)); E(madvise(m, 0, MADV_DONTNEED)); E(madvise(m, P, 999)); E(madvise(m, P, -1));
  E(madvise(m, P, MADV_WILLNEED)); E(madvise(m, P, MADV_SEQUENTIAL)); E(madvise(m, P, MADV_RANDOM)); E(madvise(m, P, MADV_NORMAL));
  m[P] = 9; E(madvise(m, 2 * P, MADV_FREE)); m[P] = 8; printf("free %d\n", m[P]);
  E(munmap(m + 4 * P, P)); E(madvise(m, 8 * P, MADV_DONTNEED)); E(madvise(m + 4 * P, P, MADV_NORMAL)); core(m, 8); core(m + 5 * P, 3); 
  E(mincore(m + 1, P, (unsigned char *)&c)); E(mincore(m, P, 0)); E(mincore(m, 0, (void*)m));
  E(msync(m, P, MS_SYNC)); E(msync(m, P, MS_ASYNC)); E(msync(m, P, MS_SYNC | MS_ASYNC)); E(msync(m, P, MS_INVALIDATE)); E(msync(m, P, 0)); E(msync(m, P, 64)); E(msync(m + 1, P, MS_SYNC)); E(msync(m, 0, MS_SYNC)); E(msync(m + 3 * P, 3 * P, MS_SYNC));
  E(mlock(m, P)); core(m, 2); E(mlock(m + 4 * P, P)); E(munlock(m, P)); E(munlock(m + 4 * P, P)); E(mlock(m + 100, 10)); E(msync(m, P, MS_INVALIDATE)); E(munlock(m, P)); E(mlock(m, 0));
  E(madvise(m, P, MADV_DONTNEED));
  E(mlock(m, P)); E(madvise(m, P, MADV_DONTNEED)); E(munlock(m,P));
  E(posix_madvise(m, P, POSIX_MADV_DONTNEED)); E(posix_madvise(m + 4 * P, P, POSIX_MADV_NORMAL)); E(posix_madvise(m, P, 77));
  E(mlockall(MCL_CURRENT)); E(munlockall()); E(mlockall(0));
  char *q = mmap(0, 4 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0); core(q, 4);
  q = mmap(0, 4 * P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0); core(q, 4);
  q = mmap(0, 4 * P, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0); core(q, 4);
  q = mmap(0, 4 * P, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); q[P] = 1; core(q, 4); E(madvise(q, 4 * P, MADV_DONTNEED)); printf("shared %d\n", q[P]); 
  E(madvise(q, P, MADV_FREE)); E(madvise(q, P, MADV_WIPEONFORK));
  E(madvise(m, P, MADV_HUGEPAGE)); E(madvise(m, P, MADV_MERGEABLE)); E(madvise(m, P, MADV_DONTDUMP)); E(madvise(m, P, MADV_COLD));
  q = mmap(0, 4 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  E(madvise(q, 2 * P, MADV_POPULATE_READ)); E(madvise(q + 2 * P, P, MADV_POPULATE_WRITE)); core(q, 4); E(mprotect(q, P, PROT_READ)); E(madvise(q, P, MADV_POPULATE_WRITE)); E(mprotect(q, P, PROT_READ | PROT_WRITE));
  for (int i = 0; i < 4; i++) q[i * P] = 1;
  E(madvise(q, P, MADV_DONTFORK)); E(madvise(q + P, 2 * P, MADV_WIPEONFORK)); E(madvise(q + 2 * P, P, MADV_KEEPONFORK)); fflush(stdout);
  if (fork() == 0) { unsigned char v[4]; int isMapped = mincore(q, P, v) == 0; printf("child: %d, %d %d %d\n", isMapped, q[P], q[2 * P], q[3 * P]); fflush(stdout); _exit(0); }
  wait(0); printf("parent: %d %d\n", q[0], q[P]);
  int fd = open("advice.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600); ftruncate(fd, 2 * P); unlink("advice.tmp"); q = mmap(0, 2 * P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  q[0] = 5; q[P] = 6; E(msync(q, 2 * P, MS_SYNC)); E(madvise(q, 2 * P, MADV_PAGEOUT)); core(q, 2); printf("back %d %d\n", q[0], q[P]); core(q, 1);
  fd = memfd_create("memory", MFD_CLOEXEC); ftruncate(fd, 2 * P); q = mmap(0, 2 * P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); q[P] = 7; char byte = 0; pread(fd, &byte, 1, P); printf("memfd %d, closes %d\n", byte, fcntl(fd, F_GETFD));
  E(memfd_create("memory", 0x4000));
  return 0;
}
