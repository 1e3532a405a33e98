// heapglass: exit() deep in the stack while a caller's local still holds the block: still reachable, not lost.
// expect: Leak reachable line 18 bytes 50 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void leave(int status) {
  exit(status);
}

static int work(char *p) {
  p[0] = 1;
  leave(0);
  return p[0];
}

int main(void) {
  char *p = malloc(50);
  int r = work(p);
  free(p);
  return r;
}
