// heapglass: Two blocks that point at each other are lost together: one leads to the other.
// expect: Leak definite line 9 bytes 32 blocks 1
// expect: Leak indirect line 10 bytes 64 blocks 1
// oracle: none which of the two is the leader is not defined

#include <stdlib.h>

static void lose(void) {
  void **a = calloc(1, 32);
  void **b = calloc(1, 64);
  *a = b;
  *b = a;
}

int main(void) {
  lose();
  return 0;
}
