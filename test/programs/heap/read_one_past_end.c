// heapglass: Reads one byte after a heap block.
// expect: InvalidRead line 9 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = calloc(13, 1);
  char c = p[13];
  free(p);
  return c == 99 ? 1 : 0;
}
