// heapglass: Writes just before the first byte of a heap block.
// expect: InvalidWrite line 9 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(20);
  p[-1] = 'x';
  free(p);
  return 0;
}
