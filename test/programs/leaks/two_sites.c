// heapglass: Two allocation sites in one function leak separately.
// expect: Leak definite line 9 bytes 10 blocks 1
// expect: Leak definite line 10 bytes 20 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void lose(void) {
  char *a = malloc(10);
  char *b = malloc(20);
  a[0] = b[0] = 0;
}

int main(void) {
  lose();
  return 0;
}
