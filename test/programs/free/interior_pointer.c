// heapglass: Frees a pointer into the middle of a block; the block itself is then lost.
// expect: InvalidFree line 11 in heap-block
// expect: Leak definite line 9 bytes 40 blocks 1
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(40);
  p += 8;
  free(p);
  p = 0;
  return 0;
}
