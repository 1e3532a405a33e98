#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
static void cat(const char *p) { FILE *f = fopen(p, "r"); if (!f) { perror(p); return; } char l[256]; int n = 0; while (fgets(l, 256, f) && n++ < 8) fputs(l, stdout); fclose(f); }
int main(void) {
  char *p = malloc(100000); memset(p, 1, 100000);
  cat("/proc/self/maps"); cat("/proc/self/status"); cat("/proc/self/smaps"); cat("/proc/meminfo");
  char own[40]; snprintf(own, sizeof own, "/proc/%d/statm", (int)getpid()); cat(own);
  int fd = open("/proc/self/pagemap", O_RDONLY); uint64_t e = 0;
  if (pread(fd, &e, 8, (uintptr_t)p / 4096 * 8) != 8) perror("pagemap");
  printf("pagemap present %d\n", (int)(e >> 63));
}
