// heapglass: A block that holds only its own address is still definitely lost.
// expect: Leak definite line 8 bytes 32 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void lose(void) {
  void **self = malloc(32);
  *self = self;
}

int main(void) {
  lose();
  return 0;
}
