// heapglass: The first block's pointer is overwritten by the second's.
// expect: Leak definite line 8 bytes 24 blocks 1
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(24);
  p = malloc(48);
  free(p);
  return 0;
}
