// heapglass: Passes a pointer into the middle of a block to realloc.
// expect: InvalidFree line 9 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(64);
  char *q = realloc(p + 16, 128);
  free(p);
  return q == (char *)1;
}
