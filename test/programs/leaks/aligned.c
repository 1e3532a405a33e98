// heapglass: Blocks from aligned_alloc and posix_memalign are lost like any other.
// expect: Leak definite line 9 bytes 128 blocks 1
// expect: Leak definite line 12 bytes 100 blocks 1
// oracle: valgrind

#include <stdlib.h>

static int lose(void) {
  char *a = aligned_alloc(64, 128);
  a[127] = 1;
  void *b = 0;
  int error = posix_memalign(&b, 32, 100);
  a = b = 0;
  return error;
}

int main(void) {
  return lose();
}
