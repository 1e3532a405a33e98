// heapglass: malloc(0) gives a block without a single byte.
// expect: InvalidWrite line 9 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(0);
  *p = 1;
  free(p);
  return 0;
}
