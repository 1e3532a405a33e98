// heapglass: Passes a freed block to realloc.
// expect: InvalidFree line 10 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(10);
  free(p);
  char *q = realloc(p, 20);
  return q == (char *)1;
}
