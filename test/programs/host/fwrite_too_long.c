// heapglass: fwrite is told of more bytes than the heap block has.
// expect: InvalidRead line 10 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *p = calloc(1, 20);
  size_t n = fwrite(p, 1, 24, stderr);
  free(p);
  return n == 24 ? 0 : 1;
}
