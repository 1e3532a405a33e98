// heapglass: Even a block of no bytes can be lost.
// expect: Leak definite line 8 bytes 0 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void lose(void) {
  void *p = malloc(0);
  (void)p;
}

int main(void) {
  lose();
  return 0;
}
