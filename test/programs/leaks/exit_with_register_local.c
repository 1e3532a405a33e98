// heapglass: The same in optimised code, where the caller's local may live in no memory at all.
// flags: -O1
// expect: Leak reachable line 21 bytes 50 blocks 1
// oracle: valgrind

#include <stdlib.h>

__attribute__((noinline)) static void leave(volatile int status) {
  if (status == 0)
    exit(status);
}

__attribute__((noinline)) static int work(char *p) {
  p[0] = 1;
  leave(0);
  leave(1);
  return p[0];
}

int main(void) {
  char *p = malloc(50);
  int r = work(p);
  leave(2);
  free(p);
  return r;
}
