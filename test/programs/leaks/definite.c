// heapglass: The only pointer to a block is a local that goes away.
// expect: Leak definite line 8 bytes 40 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void lose(void) {
  char *p = malloc(40);
  p[0] = 1;
}

int main(void) {
  lose();
  return 0;
}
