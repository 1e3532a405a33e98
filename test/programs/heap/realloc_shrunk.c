// heapglass: Uses the old size of a block that realloc made smaller.
// expect: InvalidWrite line 12 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(100);
  p[99] = 1;
  p = realloc(p, 50);
  p[49] = 2;
  p[50] = 3;
  free(p);
  return 0;
}
