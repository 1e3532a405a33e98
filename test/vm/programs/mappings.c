#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
static char *base; static size_t page; static int caught;
static void handler(int sig, siginfo_t *info, void *ctx) {
  char *at = info->si_addr;
  caught++;
  if (at < base || at >= base + 8 * page) { write(2, "foreign\n", 8); _exit(9); }
  if (mprotect(base + (at - base) / page * page, page, PROT_READ | PROT_WRITE) != 0) _exit(8);
}
static sigjmp_buf env;
static void jumper(int sig) { siglongjmp(env, 1); }
int main(void) {
  page = sysconf(_SC_PAGESIZE);
  struct rusage a, b;
  base = mmap(NULL, 8 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (base == MAP_FAILED) { perror("mmap"); return 1; }
  struct sigaction action = {0};
  action.sa_sigaction = handler; action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, NULL);
  getrusage(RUSAGE_SELF, &a);
  for (int i = 0; i < 8; i++) base[i * page + 5] = (char)i;
  getrusage(RUSAGE_SELF, &b);
  printf("caught %d, page %zu, minor %ld\n", caught, page, b.ru_minflt - a.ru_minflt);
  unsigned char vec[8]; mincore(base, 8 * page, vec);
  for (int i = 0; i < 8; i++) printf("%d", vec[i]); puts("");
  madvise(base, 4 * page, MADV_DONTNEED);
  printf("%d %d\n", base[5], base[5 * page + 5]);
  action.sa_handler = jumper; action.sa_flags = 0;
  sigaction(SIGSEGV, &action, NULL);
  if (sigsetjmp(env, 1) == 0) { *(volatile int *)16 = 1; puts("not reached"); } else puts("jumped");
  if (sigsetjmp(env, 1) == 0) { *(volatile int *)16 = 1; puts("not reached"); } else puts("jumped again");
  int fd = open("data.bin", O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (fd < 0) { perror("open"); return 1; }
  ftruncate(fd, 3 * page);
  char *m = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (m == MAP_FAILED) { perror("mmap file"); return 1; }
  strcpy(m + page, "hello from the map");
  char buf[32]; lseek(fd, page, SEEK_SET); read(fd, buf, 32); printf("read: %s\n", buf);
  pwrite(fd, "HELLO", 5, page); printf("map: %s\n", m + page);
  msync(m, 3 * page, MS_SYNC);
  close(fd);
  m[2 * page] = 'z';
  munmap(m, 3 * page);
  errno = 0;
  void *bad = mmap((void *)123, 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  printf("bad %p %s\n", bad, strerror(errno));
  printf("sbrk %d\n", sbrk(4096) != (void *)-1);
  char *s = "literal"; printf("writing\n"); fflush(stdout);
  action.sa_handler = SIG_DFL; sigaction(SIGSEGV, &action, NULL);
  s[0] = 'L';
  return 0;
}
