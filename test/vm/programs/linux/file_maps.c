/* Files that are mapped while they are written, cut short and emptied. */
#define _GNU_SOURCE
#include "names.h"
#include <fcntl.h>
#include <signal.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define P 4096
static sigjmp_buf back; static volatile int sig, code; static char *volatile where;
static void on(int s, siginfo_t *i, void *c) { (void)c; sig = s; code = i->si_code; where = i->si_addr; siglongjmp(back, 1); }
static void __attribute__((noinline)) tryread(char *base, char *p) { if (sigsetjmp(back, 1) == 0) { volatile char c = *p; (void)c; printf("r ok %d\n", c); } else printf("r sig %d code %d at %ld\n", sig, code, (long)(where - base)); }
static void __attribute__((noinline)) trywrite(char *base, char *p) { if (sigsetjmp(back, 1) == 0) { *(volatile char *)p = 7; printf("w ok\n"); } else printf("w sig %d code %d at %ld\n", sig, code, (long)(where - base)); }
#define E(x) do { errno = 0; long r_ = (long)(x); printf(#x " = %s %s\n", r_ == -1 ? "-1" : r_ == 0 ? "0" : "+", r_ == -1 ? error_name(errno) : ""); } while (0)
int main(void) {
  struct sigaction a = {0}; a.sa_sigaction = on; a.sa_flags = SA_SIGINFO; sigaction(SIGSEGV, &a, 0); sigaction(SIGBUS, &a, 0);
  int fd = open("m3.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600); char buf[3 * P]; memset(buf, 'a', sizeof buf); write(fd, buf, P + 100);
  char *s = mmap(0, 3 * P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), *p = mmap(0, 3 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  tryread(s, s + P + 99); tryread(s, s + P + 100); tryread(s, s + 2 * P); trywrite(p, p + 2 * P + 7);
  s[0] = 'S'; p[1] = 'P'; printf("%c%c %c%c\n", s[0], s[1], p[0], p[1]); s[1] = 'T'; printf("%c\n", p[1]); s[P] = 'U'; printf("%c\n", p[P]);
  pread(fd, buf, 2, 0); printf("read %c%c\n", buf[0], buf[1]); pwrite(fd, "W", 1, 5); printf("%c %c\n", s[5], p[5]);
  E(ftruncate(fd, 100)); tryread(s, s + 99); tryread(s, s + P); tryread(p, p + P); tryread(p, p + 1); printf("%d %d\n", s[100], s[99]);
  E(ftruncate(fd, 3 * P)); tryread(s, s + P); tryread(s, s + 2 * P + 1); s[2 * P] = 'Z'; pread(fd, buf, 1, 2 * P); printf("%c\n", buf[0]);
  s[100] = 'x'; E(ftruncate(fd, 50)); E(ftruncate(fd, P)); printf("cut %d\n", s[100]);
  close(fd); s[7] = 'C'; E(msync(s, 3 * P, MS_SYNC)); E(munmap(s, 3 * P));
  fd = open("m3.tmp", O_RDONLY); pread(fd, buf, 8, 0); printf("%.8s\n", buf);
  s = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); printf("ro shared %s\n", s == MAP_FAILED ? error_name(errno) : "ok");
  s = mmap(0, P, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0); printf("ro private %s\n", s == MAP_FAILED ? error_name(errno) : "ok"); s[0] = '!'; pread(fd, buf, 1, 0); printf("%c\n", buf[0]);
  s = mmap(0, P, PROT_READ, MAP_SHARED, fd, 0); E(mprotect(s, P, PROT_READ | PROT_WRITE));
  s = mmap(0, 2 * P, PROT_READ, MAP_SHARED, fd, 4 * P); printf("beyond %s\n", s == MAP_FAILED ? error_name(errno) : "ok"); tryread(s, s);
  close(fd); fd = open("m3.tmp", O_WRONLY); s = mmap(0, P, PROT_WRITE, MAP_SHARED, fd, 0); printf("wronly %s\n", s == MAP_FAILED ? error_name(errno) : "ok");
  s = mmap(0, P, PROT_READ, MAP_PRIVATE, fd, 0); printf("wronly %s\n", s == MAP_FAILED ? error_name(errno) : "ok");
  close(fd); fd = open(".", O_RDONLY); s = mmap(0, P, PROT_READ, MAP_PRIVATE, fd, 0); printf("dir %s\n", s == MAP_FAILED ? error_name(errno) : "ok");
  fd = open("m3.tmp", O_RDWR | O_TRUNC); s = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); printf("empty %s\n", s == MAP_FAILED ? error_name(errno) : "ok"); tryread(s, s + 3);
  errno = 0; ssize_t n = write(fd, s, 10); printf("write from sigbus %ld %s\n", (long)n, error_name(errno));
  int fds[2]; pipe(fds); errno = 0; n = write(fds[1], (char *)16, 10); printf("write null %ld %s\n", (long)n, error_name(errno));
  write(fds[1], "0123456789", 10); char *ro = mmap(0, P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); errno = 0; n = read(fds[0], ro, 4); printf("read to ro %ld %s\n", (long)n, error_name(errno));
  char *two = mmap(0, 2 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); munmap(two + P, P); errno = 0; n = read(fds[0], two + P - 3, 6); printf("partial %ld %s\n", (long)n, n < 0 ? error_name(errno) : "");
  printf("proc %d %d %d\n", unlink("/proc/self/maps"), rename("m3.tmp", "/proc/self/m3"), mkdir("/proc/self/m3", 0700));
  unlink("m3.tmp");
  return 0;
}
