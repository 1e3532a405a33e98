// heapglass: puts of heap bytes without a terminator.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *p = malloc(5);
  memset(p, '.', 5);
  fputs(p, stderr);
  free(p);
  return 0;
}
