/* mremap: shorter, longer, elsewhere, twice. */
#define _GNU_SOURCE
#include "names.h"
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <fcntl.h>
#include <unistd.h>
#define P 4096
int main(void) {
  char *m = mmap(0, 8 * P, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 8; i++) m[i * P] = 'a' + i;
  char *s = mremap(m, 8 * P, 3 * P, 0); printf("shrink %d %c\n", s == m, s[2 * P]);
  char *g = mremap(m, 3 * P, 6 * P, 0); printf("grow %d %d\n", g == m, g != MAP_FAILED ? g[5 * P] : -1);
  mmap(m + 6 * P, P, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  errno = 0; g = mremap(m, 6 * P, 20 * P, 0); printf("blocked %s\n", g == MAP_FAILED ? error_name(errno) : "ok");
  g = mremap(m, 6 * P, 20 * P, MREMAP_MAYMOVE); printf("moved %d %c%c%c %d\n", g != m, g[0], g[P], g[2 * P], g[19 * P]);
  unsigned char v; int gone = mincore(m, P, &v); printf("old gone %d %s\n", gone, error_name(errno));
  char *t = mmap(0, 30 * P, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *x = mremap(g, 20 * P, 20 * P, MREMAP_MAYMOVE | MREMAP_FIXED, t + P); printf("fixed %d %c\n", x == t + P, x[P]);
  errno = 0; x = mremap(t + P + 1, P, 2 * P, 0); printf("odd %s\n", x == MAP_FAILED ? error_name(errno) : "ok");
  errno = 0; x = mremap(t + P, P, 0, 0); printf("to zero %s\n", x == MAP_FAILED ? error_name(errno) : "ok");
  errno = 0; x = mremap(g, P, 2 * P, MREMAP_MAYMOVE); printf("unmapped %s\n", x == MAP_FAILED ? error_name(errno) : "ok");
  errno = 0; x = mremap(t, P, 2 * P, MREMAP_FIXED, t + 3 * P); printf("fixed only %s\n", x == MAP_FAILED ? error_name(errno) : "ok"); errno = 0; x = mremap(t, P, P, MREMAP_FIXED); printf("fixed nowhere %s\n", x == MAP_FAILED ? error_name(errno) : "ok");
  char *sh = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); sh[0] = 's';
  char *dup = mremap(sh, 0, P, MREMAP_MAYMOVE); printf("dup %s", dup == MAP_FAILED ? error_name(errno) : "ok"); if (dup != MAP_FAILED) { dup[1] = 'd'; printf(" %c%c", dup[0], sh[1]); } puts("");
  int fd = open("m5.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600); ftruncate(fd, 4 * P); pwrite(fd, "0", 1, 0); pwrite(fd, "3", 1, 3 * P);
  char *f = mmap(0, P, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); f = mremap(f, P, 4 * P, MREMAP_MAYMOVE); printf("file %c%c\n", f[0], f[3 * P]); f[3 * P + 1] = 'x'; char b[2]; pread(fd, b, 2, 3 * P); printf("%.2s\n", b);
  unlink("m5.tmp");
  return 0;
}
